import type { IdentityProvider, Profile } from "#lib/auth/identity.ts";
import { withoutAddress } from "#lib/auth/without-address.ts";
import { db, isUniqueViolation } from "#lib/platform/db.ts";

/**
 * Makes a user of somebody whom the provider knows and we do not yet: webhooks arrive late or never.
 * Safe when several of their first requests come at once. False when the provider knows no such
 * person.
 *
 * @throws AppError unavailable when the provider does not answer.
 */
export async function createUserAtFirstSight(
  provider: IdentityProvider,
  userId: string,
): Promise<boolean> {
  const profile = await provider.profileOf(userId);
  if (!profile) return false;
  try {
    await insertUnlessThere(userId, profile);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await releaseAddress(provider, profile.email);
    await insertUnlessThere(userId, profile);
  }
  return true;
}

async function insertUnlessThere(id: string, profile: Profile): Promise<void> {
  const data = { ...profile, email: profile.email.toLowerCase() };
  await db().user.upsert({ where: { id }, create: { id, ...data }, update: {} });
}

/**
 * The provider says that an address is this person's while our row of somebody else still has it:
 * that person changed their address or is gone, and we have not heard. Asks, and follows.
 */
async function releaseAddress(provider: IdentityProvider, email: string): Promise<void> {
  const holder = await db().user.findUnique({
    where: { email: email.toLowerCase() },
    select: { id: true },
  });
  if (!holder) return;
  const theirs = await provider.profileOf(holder.id);
  await db().user.update({
    where: { id: holder.id },
    data: { email: theirs?.email.toLowerCase() ?? withoutAddress(holder.id) },
  });
}
