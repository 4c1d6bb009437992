import type { DomainEvent } from "#lib/events/domain-event.ts";
import { commentExcerpt, commentKey } from "#lib/notifications/comment-excerpt.ts";
import type { Audience } from "#lib/notifications/load-audience.ts";
import type { Tx } from "#lib/platform/db.ts";

// What notices repeat of comments stays as the comments are.

/** Text that was changed changes in the notices too. */
export async function rewordComments(
  tx: Tx,
  events: readonly DomainEvent[],
  { people }: Audience,
): Promise<void> {
  const edited = events.filter((event) => event.name === "deal.comment_edited");
  if (edited.length === 0) return;
  const rows = edited.map(({ dealId, commentId, body }) => ({
    dealId,
    key: commentKey(commentId),
    body: commentExcerpt(body, [...people.values()]),
  }));
  await tx.$executeRaw`
    UPDATE "Notification" n SET body = x.body
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x("dealId" text, key text, body text)
    WHERE n."dealId" = x."dealId" AND n."dedupeKey" = x.key`;
}

/** A comment that was taken back is gone there too. */
export async function takeBackComments(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  const deleted = events.filter((event) => event.name === "deal.comment_deleted");
  if (deleted.length === 0) return;
  await tx.notification.deleteMany({
    where: {
      dealId: { in: deleted.map(({ dealId }) => dealId) },
      dedupeKey: { in: deleted.map(({ commentId }) => commentKey(commentId)) },
    },
  });
}
