import { db } from "#lib/platform/db.ts";

/** Events, with their deliveries and attempts, are kept this long. */
export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
const BATCH = 1_000;

/** Deletes a batch of what is older than is kept and waits for nothing. Gives the number of events. */
export async function pruneWebhookLog(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  return await db().$executeRaw`
    DELETE FROM "WebhookEvent" WHERE id IN (
      SELECT event.id FROM "WebhookEvent" event
      WHERE event."createdAt" < ${before} AND NOT EXISTS (
        SELECT 1 FROM "WebhookDelivery" d WHERE d."eventId" = event.id AND d.status = 'pending')
      ORDER BY event."createdAt" LIMIT ${BATCH})`;
}
