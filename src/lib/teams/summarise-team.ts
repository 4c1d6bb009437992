import type { Context } from "#lib/access/context.ts";
import { requireTeam } from "#lib/access/require-team.ts";
import { db } from "#lib/platform/db.ts";

/** What a team holds: what goes with it. */
export type TeamContents = {
  deals: number;
  contacts: number;
  meetings: number;
  webhooks: number;
  otherMembers: number;
};

/** @throws AppError not_found, or forbidden for whoever may not delete the team anyway. */
export async function summariseTeam(ctx: Context, teamId: string): Promise<TeamContents> {
  requireTeam(ctx, teamId, "team.delete");
  const where = { teamId };
  const [deals, contacts, meetings, webhooks, slack, members] = await Promise.all([
    db().deal.count({ where: { ...where, deletedAt: null } }),
    db().contact.count({ where }),
    db().meeting.count({ where }),
    db().webhook.count({ where }),
    db().slackIntegration.count({ where }),
    db().teamMember.count({ where }),
  ]);
  return { deals, contacts, meetings, webhooks: webhooks + slack, otherMembers: members - 1 };
}
