-- AlterEnum
ALTER TYPE "EmailStatus" ADD VALUE 'dropped';

-- AlterTable
ALTER TABLE "EmailMessage" ADD COLUMN     "nextAttemptAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "EmailPace" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "nextAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EmailPace_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EmailMessage_nextAttemptAt_idx" ON "EmailMessage"("nextAttemptAt");

-- The row by which instances keep the pace of the provider together.
INSERT INTO "EmailPace" ("id") VALUES (1);
