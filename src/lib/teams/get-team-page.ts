import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { reachInTeam } from "#lib/access/scope.ts";
import { db } from "#lib/platform/db.ts";
import { getTeam } from "#lib/teams/get-team.ts";
import { type Colleague, listColleagues } from "#lib/teams/list-colleagues.ts";
import { listInvites } from "#lib/teams/list-invites.ts";
import { listMembers } from "#lib/teams/list-members.ts";
import type { InviteDto, MemberDto, TeamDto } from "#lib/teams/schema.ts";
import { summariseTeam, type TeamContents } from "#lib/teams/summarise-team.ts";

/** As many as fit a page that is still read; a larger team is paged. */
const MEMBERS_SHOWN = 50;
/** All that can be open, and those that have run out since somebody last looked. */
const OPEN_SHOWN = 250;
const PAST_SHOWN = 20;

export type TeamPageView = {
  team: TeamDto;
  members: MemberDto[];
  /** Of the next page of members. */
  nextCursor: string | null;
  ownerCount: number;
  /** Everybody, by name, for those who manage them: to whom deals and ownership can be given. */
  colleagues: Colleague[];
  /** Null for those who do not manage the team's people. */
  invites: { open: InviteDto[]; past: InviteDto[] } | null;
  /** What goes with the team; null for those who may not delete it. */
  contents: TeamContents | null;
};

/**
 * Everything that the page of a team shows to its reader.
 *
 * @throws AppError not_found, or malformed_request for a cursor of another list.
 */
export async function getTeamPage(
  ctx: Context,
  teamId: string,
  cursor: string | undefined,
): Promise<TeamPageView> {
  requireTeam(ctx, teamId, null);
  const may = (action: "member.manage" | "team.delete") =>
    reachInTeam(ctx, teamId, action) !== "none";
  const invitesOf = async (status: "open" | "closed", limit: number) =>
    may("member.manage") ? (await listInvites(ctx, teamId, { limit, status })).invites : null;
  const [team, page, ownerCount, colleagues, open, past, contents] = await Promise.all([
    getTeam(ctx, teamId),
    listMembers(ctx, teamId, { limit: MEMBERS_SHOWN, cursor }),
    db().teamMember.count({ where: { teamId, role: "owner" } }),
    may("member.manage") ? listColleagues({ teamId }) : [],
    invitesOf("open", OPEN_SHOWN),
    invitesOf("closed", PAST_SHOWN),
    may("team.delete") ? summariseTeam(ctx, teamId) : null,
  ]);
  return {
    team,
    ...page,
    ownerCount,
    colleagues,
    invites: open && past && { open, past },
    contents,
  };
}
