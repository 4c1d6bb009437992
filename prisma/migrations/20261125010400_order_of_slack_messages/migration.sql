-- Several happen in one millisecond, and in one transaction all of them do.
-- DropIndex
DROP INDEX "SlackMessage_slackId_status_createdAt_id_idx";

-- AlterTable
ALTER TABLE "SlackMessage" ADD COLUMN     "seq" BIGSERIAL NOT NULL;

-- CreateIndex
CREATE INDEX "SlackMessage_slackId_status_seq_idx" ON "SlackMessage"("slackId", "status", "seq");
