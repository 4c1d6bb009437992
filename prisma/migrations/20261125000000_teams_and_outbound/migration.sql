-- CreateEnum
CREATE TYPE "EmailStatus" AS ENUM ('queued', 'sent', 'kept', 'failed');

-- DropForeignKey
ALTER TABLE "DealTimeline" DROP CONSTRAINT "DealTimeline_actorId_fkey";

-- AlterTable
ALTER TABLE "AuditLog" ADD COLUMN     "actorDigest" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "chain" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "seq" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Deal" ADD COLUMN     "actionDueAt" TIMESTAMPTZ(3),
ADD COLUMN     "overdueToldFor" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "DealTimeline" ADD COLUMN     "actorDigest" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "seq" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "NotificationSettings" ADD COLUMN     "digestDay" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "nextDigestAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "SlackIntegration" ADD COLUMN     "nextPostAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "TeamInvite" ADD COLUMN     "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "profileAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Webhook" ADD COLUMN     "throttledUntil" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "WebhookAttempt" ADD COLUMN     "request" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "WebhookDelivery" ADD COLUMN     "leaseToken" TEXT,
ADD COLUMN     "leaseUntil" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "WebhookEvent" ADD COLUMN     "dealId" TEXT;

-- CreateTable
CREATE TABLE "DealComment" (
    "id" TEXT NOT NULL,
    "dealId" TEXT NOT NULL,
    "authorId" TEXT,
    "body" TEXT NOT NULL,
    "mentions" TEXT[],
    "editedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DealComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EmailMessage" (
    "id" TEXT NOT NULL,
    "userId" TEXT,
    "workspaceId" TEXT,
    "to" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "secret" TEXT,
    "dedupeKey" TEXT,
    "status" "EmailStatus" NOT NULL DEFAULT 'queued',
    "attemptCount" INTEGER NOT NULL DEFAULT 0,
    "providerId" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "EmailMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SlackMessage" (
    "id" TEXT NOT NULL,
    "slackId" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "dealId" TEXT,
    "data" JSONB NOT NULL,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'pending',
    "attemptCount" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "SlackMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditChain" (
    "chain" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditChain_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "RealtimeEvent" (
    "id" BIGSERIAL NOT NULL,
    "seq" BIGINT,
    "workspaceId" TEXT,
    "audienceId" TEXT,
    "name" TEXT NOT NULL,
    "dealId" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RealtimeEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RealtimeCursor" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "last" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "RealtimeCursor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ErasedUser" (
    "id" TEXT NOT NULL,
    "erasedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ErasedUser_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DealComment_dealId_createdAt_id_idx" ON "DealComment"("dealId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "DealComment_authorId_idx" ON "DealComment"("authorId");

-- CreateIndex
CREATE UNIQUE INDEX "EmailMessage_dedupeKey_key" ON "EmailMessage"("dedupeKey");

-- CreateIndex
CREATE INDEX "EmailMessage_status_createdAt_idx" ON "EmailMessage"("status", "createdAt");

-- CreateIndex
CREATE INDEX "EmailMessage_userId_idx" ON "EmailMessage"("userId");

-- CreateIndex
CREATE INDEX "EmailMessage_workspaceId_status_createdAt_id_idx" ON "EmailMessage"("workspaceId", "status", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "SlackMessage_slackId_status_createdAt_id_idx" ON "SlackMessage"("slackId", "status", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "RealtimeEvent_seq_key" ON "RealtimeEvent"("seq");

-- CreateIndex
CREATE INDEX "RealtimeEvent_createdAt_idx" ON "RealtimeEvent"("createdAt");

-- CreateIndex
CREATE INDEX "NotificationSettings_nextDigestAt_idx" ON "NotificationSettings"("nextDigestAt");

-- CreateIndex
CREATE INDEX "WebhookDelivery_webhookId_status_nextAttemptAt_idx" ON "WebhookDelivery"("webhookId", "status", "nextAttemptAt");

-- AddForeignKey
ALTER TABLE "DealComment" ADD CONSTRAINT "DealComment_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DealComment" ADD CONSTRAINT "DealComment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmailMessage" ADD CONSTRAINT "EmailMessage_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SlackMessage" ADD CONSTRAINT "SlackMessage_slackId_fkey" FOREIGN KEY ("slackId") REFERENCES "SlackIntegration"("id") ON DELETE CASCADE ON UPDATE CASCADE;
