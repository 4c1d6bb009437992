import type { Context } from "#lib/access/context.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import type { FoundInvite } from "#lib/teams/find-invite.ts";
import { inviteState } from "#lib/teams/invite-state.ts";
import type { InviteVerdict } from "#lib/teams/schema.ts";

/** Whoever opens the link: perhaps nobody that we know yet. */
export type Visitor = { user: Pick<Context["user"], "id"> | null; now: Date };

/**
 * What an invitation is good for to its visitor. An address is compared as it is stored now, not as it
 * was when the session began.
 */
export async function judgeInvite(
  client: DbOrTx,
  { user, now }: Visitor,
  invite: FoundInvite,
): Promise<InviteVerdict> {
  const person =
    user &&
    (await client.user.findUnique({
      where: { id: user.id },
      select: {
        email: true,
        memberships: { where: { teamId: invite.teamId }, select: { id: true } },
      },
    }));
  if (person && person.memberships.length > 0) return "member";
  const state = inviteState(invite, now);
  if (state === "accepted") return "used";
  if (state !== "pending") return state;
  if (!person) return "signed_out";
  return person.email === invite.email ? "open" : "wrong_person";
}
