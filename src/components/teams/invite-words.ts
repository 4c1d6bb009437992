import { dayDistance, momentWords, type ViewClock } from "#components/ui/moment-words.ts";
import type { InviteDto } from "#lib/teams/schema.ts";

/** What became of an invitation: "Good until Tue 14:00", "Accepted yesterday". */
export function inviteInWords(invite: InviteDto, clock: ViewClock): string {
  const { state, expiresAt, acceptedAt, revokedAt } = invite;
  switch (state) {
    case "pending":
      return `Good until ${momentWords(expiresAt, clock)}`;
    case "expired":
      return `Ran out ${dayDistance(expiresAt, clock)}`;
    case "accepted":
      return `Accepted ${dayDistance(acceptedAt ?? expiresAt, clock)}`;
    case "revoked":
      return `Revoked ${dayDistance(revokedAt ?? expiresAt, clock)}`;
  }
}

/** What became of its latest mail; null when nothing is known of it. */
export function mailInWords({ mail }: InviteDto): string | null {
  switch (mail?.status) {
    case "queued":
      return mail.error ? `Mail not sent yet: ${mail.error}` : "Mail waits to be sent";
    case "sent":
      return "Mail sent";
    case "kept":
      return "Mail in the local mailbox";
    case "failed":
      return `Mail not sent: ${mail.error ?? "the reason is in the log"}`;
    default:
      return null;
  }
}
