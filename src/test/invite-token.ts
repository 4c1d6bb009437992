import { db } from "#lib/platform/db.ts";
import { open } from "#lib/platform/secret-box.ts";
import { inviteMailKey } from "#lib/teams/send-invite.ts";

/** The token in the latest mail of an invitation: what its addressee would click on. */
export async function inviteTokenOf(inviteId: string): Promise<string> {
  const { sentAt } = await db().teamInvite.findUniqueOrThrow({ where: { id: inviteId } });
  const { secret } = await db().emailMessage.findUniqueOrThrow({
    where: { dedupeKey: inviteMailKey(inviteId, sentAt) },
  });
  if (secret === null) throw new Error(`The mail of invitation ${inviteId} has no token any more.`);
  return open(secret, "email.secret");
}
