import { ERASE_TIMEOUT_MS, eraseAccount } from "#lib/account/erase-account.ts";
import { followProfile } from "#lib/auth/clerk-webhook/follow-profile.ts";
import {
  anyEventSchema,
  clerkEventSchema,
  FOLLOWED,
  type Outcome,
} from "#lib/auth/clerk-webhook/schema.ts";
import { verifySignature } from "#lib/auth/clerk-webhook/verify-signature.ts";
import { systemOrigin } from "#lib/events/origin.ts";
import { retryOnDeadlock, transaction } from "#lib/platform/db.ts";

/**
 * Follows what Clerk tells of its users: new and changed profiles, and accounts that are gone. Safe for
 * events that come twice, late or in another order.
 *
 * @throws AppError unavailable when no signing secret is configured, unauthenticated for a wrong
 * signature, invalid_input for an event that is followed and cannot be read.
 */
export async function receiveEvent(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<Outcome> {
  const told = await verifySignature(request, body);
  if (!FOLLOWED.has(anyEventSchema.parse(told).type)) return "ignored";
  const event = clerkEventSchema.parse(told);
  if (event.type !== "user.deleted") return followProfile(event.data);
  await retryOnDeadlock(() => eraseDeleted(event.data.id, now));
  return "followed";
}

/** Gone at Clerk, and so no longer able to name another owner or to be asked. */
function eraseDeleted(userId: string, now: Date): Promise<void> {
  return transaction(
    (tx) => eraseAccount(tx, userId, { origin: systemOrigin(now, "Clerk"), isForced: true }),
    { timeout: ERASE_TIMEOUT_MS },
  );
}
