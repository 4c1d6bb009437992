import type { InviteState } from "#lib/teams/schema.ts";

type Moments = { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date };

/** What became of an invitation; one that was accepted in time does not expire any more. */
export function inviteState({ acceptedAt, revokedAt, expiresAt }: Moments, now: Date): InviteState {
  if (acceptedAt) return "accepted";
  if (revokedAt) return "revoked";
  return expiresAt <= now ? "expired" : "pending";
}
