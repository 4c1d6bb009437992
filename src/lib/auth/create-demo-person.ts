import { randomUUID } from "node:crypto";
import { requireDemo } from "#lib/auth/require-demo.ts";
import { db } from "#lib/platform/db.ts";
import { AppError } from "#lib/platform/errors.ts";
import { findInvite } from "#lib/teams/find-invite.ts";
import { inviteState } from "#lib/teams/invite-state.ts";

export type NewDemoPerson = { userId: string; email: string };

/**
 * In the demo, lets the addressee of an open invitation in: the token in the link proves the address as
 * a verified account would. Makes a demo person of it, or gives the one who has it already.
 *
 * @throws AppError forbidden when demo sign-in is off or the address is a real account's, not_found for
 * a broken link, conflict for an invitation that is not open any more.
 */
export async function createDemoPerson(invited: {
  token: string;
  now: Date;
}): Promise<NewDemoPerson> {
  requireDemo();
  const invite = await findInvite(db(), invited.token);
  if (inviteState(invite, invited.now) !== "pending") {
    throw new AppError("conflict", "This invitation is not open any more.");
  }
  const { email, team } = invite;
  const { timezone, currency } = team;
  // By the address, so that two clicks at once make one person.
  await db().user.createMany({
    data: {
      id: `user_${randomUUID()}`,
      email,
      name: nameFrom(email),
      isDemo: true,
      timezone,
      currency,
    },
    skipDuplicates: true,
  });
  const { id, isDemo } = await db().user.findUniqueOrThrow({
    where: { email },
    select: { id: true, isDemo: true },
  });
  if (!isDemo) {
    throw new AppError("forbidden", "This address belongs to a real account. Sign in with it.");
  }
  return { userId: id, email };
}

/** "ada.lovelace@example.com" is Ada Lovelace. */
function nameFrom(email: string): string {
  const words = (email.split("@")[0] ?? "").split("+")[0]?.match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
  return name || email;
}
