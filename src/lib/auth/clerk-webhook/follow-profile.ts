import { profileFromClerk } from "#lib/auth/clerk-profile.ts";
import type { Outcome, PersonData } from "#lib/auth/clerk-webhook/schema.ts";
import { holdAccount, isErased } from "#lib/auth/hold-account.ts";
import { identityProvider, type Profile } from "#lib/auth/identity.ts";
import { releaseAddress } from "#lib/auth/release-address.ts";
import { isUniqueViolation, transaction } from "#lib/platform/db.ts";

/**
 * Keeps what Clerk knows about a person, and makes a user of somebody new. Events come in any order and
 * more than once: what is not newer than the profile at hand changes nothing, and a deleted account
 * stays deleted. An address that somebody else still has here is theirs no longer.
 *
 * @throws AppError unavailable when Clerk does not say who has an address now.
 */
export async function followProfile(data: PersonData): Promise<Outcome> {
  const profile = toProfile(data);
  try {
    return await store(data.id, profile);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await releaseAddress(await identityProvider(), profile.email);
    return await store(data.id, profile);
  }
}

function store(id: string, { name, imageUrl, email, changedAt }: Profile): Promise<Outcome> {
  return transaction(async (tx) => {
    await holdAccount(tx, id);
    if (await isErased(tx, id)) return "ignored";
    const known = await tx.user.findUnique({ where: { id }, select: { profileAt: true } });
    if (known?.profileAt && changedAt && known.profileAt >= changedAt) return "ignored";
    const data = { name, imageUrl, email: email.toLowerCase(), profileAt: changedAt };
    await tx.user.upsert({ where: { id }, create: { id, ...data }, update: data });
    return "followed";
  });
}

function toProfile(data: PersonData): Profile {
  const address = data.email_addresses.find(({ id }) => id && id === data.primary_email_address_id);
  return profileFromClerk({
    id: data.id,
    firstName: data.first_name ?? null,
    lastName: data.last_name ?? null,
    username: data.username ?? null,
    imageUrl: data.image_url ?? "",
    email: address
      ? { text: address.email_address, isVerified: address.verification?.status === "verified" }
      : null,
    updatedAt: data.updated_at,
  });
}
