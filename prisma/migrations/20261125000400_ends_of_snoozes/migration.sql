-- AlterTable
ALTER TABLE "Deal" ADD COLUMN     "snoozedBand" "Band";

-- What the Prisma schema cannot say: few deals are snoozed, and the sweep that ends snoozes asks for
-- those alone.
CREATE INDEX "manual_deal_snoozed" ON "Deal" ("snoozedUntil", id)
  WHERE "snoozedUntil" IS NOT NULL AND "deletedAt" IS NULL;
