-- The text that is sent and signed is kept as it is. Nothing has been sent before this migration, so a
-- payload that is there can take the form that the database gives it.
ALTER TABLE "WebhookEvent" ADD COLUMN "body" TEXT, ADD COLUMN "isTest" BOOLEAN NOT NULL DEFAULT false;
UPDATE "WebhookEvent" SET "body" = "payload"::text;
ALTER TABLE "WebhookEvent" ALTER COLUMN "body" SET NOT NULL, DROP COLUMN "payload";

CREATE INDEX "WebhookEvent_createdAt_idx" ON "WebhookEvent"("createdAt");

ALTER TABLE "WebhookDelivery" ADD COLUMN "attemptsBefore" INTEGER NOT NULL DEFAULT 0;

-- What is due at an endpoint, oldest first: one index of the pending ones instead of two of all.
DROP INDEX "WebhookDelivery_status_nextAttemptAt_idx";
DROP INDEX "WebhookDelivery_webhookId_status_nextAttemptAt_idx";
CREATE INDEX "manual_webhook_delivery_due" ON "WebhookDelivery" ("webhookId", "nextAttemptAt", id)
  WHERE status = 'pending';

-- Every row is changed twice or more soon after it was written: room for that in its own page, and
-- vacuumed before dead entries slow down the search for what is due.
ALTER TABLE "WebhookDelivery" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
