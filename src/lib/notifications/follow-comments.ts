import type { DomainEvent } from "#lib/events/domain-event.ts";
import { commentExcerpt, commentKey } from "#lib/notifications/comment-excerpt.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * Keeps what notices repeat of comments as the comments are: text that was changed changes there too,
 * and what was taken back is gone.
 */
export async function followComments(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  const edited = events.filter((event) => event.name === "deal.comment_edited");
  if (edited.length > 0) {
    const rows = edited.map(({ dealId, commentId, body }) => ({
      dealId,
      key: commentKey(commentId),
      body: commentExcerpt(body),
    }));
    await tx.$executeRaw`
      UPDATE "Notification" n SET body = x.body
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x("dealId" text, key text, body text)
      WHERE n."dealId" = x."dealId" AND n."dedupeKey" = x.key`;
  }
  const deleted = events.filter((event) => event.name === "deal.comment_deleted");
  if (deleted.length > 0) {
    await tx.notification.deleteMany({
      where: {
        dealId: { in: deleted.map(({ dealId }) => dealId) },
        dedupeKey: { in: deleted.map(({ commentId }) => commentKey(commentId)) },
      },
    });
  }
}
