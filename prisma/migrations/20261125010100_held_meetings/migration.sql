-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN     "heldAt" TIMESTAMPTZ(3);

-- The sweep of meetings that have ended asks only for those that no log knows about yet.
CREATE INDEX "manual_meeting_ended" ON "Meeting" ("endsAt", id)
  WHERE "heldAt" IS NULL AND "dealId" IS NOT NULL AND status = 'confirmed';
