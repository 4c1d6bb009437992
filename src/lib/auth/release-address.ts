import type { IdentityProvider } from "#lib/auth/identity.ts";
import { withoutAddress } from "#lib/auth/without-address.ts";
import { db } from "#lib/platform/db.ts";

/**
 * The provider says that an address is this person's while our row of somebody else still has it:
 * that person changed their address or is gone, and we have not heard. Asks, and follows.
 */
export async function releaseAddress(provider: IdentityProvider, email: string): Promise<void> {
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
