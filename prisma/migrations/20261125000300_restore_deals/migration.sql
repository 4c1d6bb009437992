-- AlterTable
ALTER TABLE "Deal" ADD COLUMN     "freedExternalId" TEXT;
