import { holdAccount, isErased } from "#lib/auth/hold-account.ts";
import type { IdentityProvider, Profile } from "#lib/auth/identity.ts";
import { releaseAddress } from "#lib/auth/release-address.ts";
import { db, isUniqueViolation, transaction } from "#lib/platform/db.ts";

/**
 * Makes a user of somebody whom the provider knows and we do not yet: webhooks arrive late or never.
 * Safe when several of their first requests come at once. False when the provider knows no such
 * person, and for an account that was deleted here.
 *
 * @throws AppError unavailable when the provider does not answer.
 */
export async function createUserAtFirstSight(
  provider: IdentityProvider,
  userId: string,
): Promise<boolean> {
  if (await isErased(db(), userId)) return false;
  const profile = await provider.profileOf(userId);
  if (!profile) return false;
  try {
    return await insertUnlessThere(userId, profile);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await releaseAddress(provider, profile.email);
    return await insertUnlessThere(userId, profile);
  }
}

function insertUnlessThere(id: string, profile: Profile): Promise<boolean> {
  const { name, imageUrl, changedAt: profileAt } = profile;
  const data = { email: profile.email.toLowerCase(), name, imageUrl, profileAt };
  return transaction(async (tx) => {
    await holdAccount(tx, id);
    if (await isErased(tx, id)) return false;
    await tx.user.upsert({ where: { id }, create: { id, ...data }, update: {} });
    return true;
  });
}
