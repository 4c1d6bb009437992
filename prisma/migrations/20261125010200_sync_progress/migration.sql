-- AlterTable
ALTER TABLE "GoogleCalendarIntegration" ADD COLUMN     "runSeen" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "HubSpotIntegration" ADD COLUMN     "runSeen" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "SalesforceIntegration" ADD COLUMN     "runSeen" INTEGER NOT NULL DEFAULT 0;
