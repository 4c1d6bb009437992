-- CreateEnum
CREATE TYPE "RemoteChangeStatus" AS ENUM ('pending', 'done', 'conflict', 'failed');

-- AlterTable
ALTER TABLE "Deal" ADD COLUMN     "remoteChangedAt" TIMESTAMPTZ(3),
ADD COLUMN     "remoteFacts" JSONB,
ADD COLUMN     "remotePipeline" TEXT;

-- AlterTable
ALTER TABLE "GoogleCalendarIntegration" ADD COLUMN     "account" TEXT,
ADD COLUMN     "circuitUntil" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastError" TEXT,
ADD COLUMN     "lockToken" TEXT,
ADD COLUMN     "lockUntil" TIMESTAMPTZ(3),
ADD COLUMN     "runStartedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "HubSpotIntegration" ADD COLUMN     "account" TEXT,
ADD COLUMN     "circuitUntil" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastError" TEXT,
ADD COLUMN     "lockToken" TEXT,
ADD COLUMN     "lockUntil" TIMESTAMPTZ(3),
ADD COLUMN     "runStartedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "SalesforceIntegration" ADD COLUMN     "account" TEXT,
ADD COLUMN     "circuitUntil" TIMESTAMPTZ(3),
ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastError" TEXT,
ADD COLUMN     "lockToken" TEXT,
ADD COLUMN     "lockUntil" TIMESTAMPTZ(3),
ADD COLUMN     "runStartedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "RemoteStage" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "integration" "DealSource" NOT NULL,
    "pipeline" TEXT NOT NULL DEFAULT '',
    "pipelineLabel" TEXT NOT NULL DEFAULT '',
    "stage" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "isClosed" BOOLEAN,
    "isWon" BOOLEAN,
    "probability" DOUBLE PRECISION,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RemoteStage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RemoteChange" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "integration" "DealSource" NOT NULL,
    "dealId" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "status" "RemoteChangeStatus" NOT NULL DEFAULT 'pending',
    "attemptCount" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "RemoteChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "RemoteStage_userId_integration_pipeline_stage_key" ON "RemoteStage"("userId", "integration", "pipeline", "stage");

-- CreateIndex
CREATE INDEX "RemoteChange_dealId_status_idx" ON "RemoteChange"("dealId", "status");

-- CreateIndex
CREATE INDEX "RemoteChange_userId_integration_createdAt_idx" ON "RemoteChange"("userId", "integration", "createdAt" DESC);

-- AddForeignKey
ALTER TABLE "RemoteStage" ADD CONSTRAINT "RemoteStage_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RemoteChange" ADD CONSTRAINT "RemoteChange_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RemoteChange" ADD CONSTRAINT "RemoteChange_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;
