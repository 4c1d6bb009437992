import type { DealFacts } from "#lib/deals/changes-between.ts";
import { isOpenStage } from "#lib/deals/stages.ts";
import type { Tx } from "#lib/platform/db.ts";

export type DealColumns = DealFacts & {
  id: string;
  stageEnteredAt: Date;
  closedAt: Date | null;
  remoteStage: string | null;
};

/** Writes what can be changed about any number of deals in one statement. */
export async function updateColumns(
  tx: Tx,
  now: Date,
  deals: readonly DealColumns[],
): Promise<void> {
  if (deals.length === 0) return;
  const rows = JSON.stringify(
    deals.map((deal) => ({
      ...deal,
      value: deal.value.toString(),
      isOpen: isOpenStage(deal.stage),
    })),
  );
  await tx.$executeRaw`
    UPDATE "Deal" d SET
      name = x.name, company = x.company, "companyDomain" = x."companyDomain",
      "contactName" = x."contactName", "contactEmail" = x."contactEmail", location = x.location,
      stage = x.stage::"Stage", "isOpen" = x."isOpen", "remoteStage" = x."remoteStage",
      value = x.value, currency = x.currency, "expectedCloseOn" = x."expectedCloseOn",
      "nextStep" = x."nextStep", "nextStepDueOn" = x."nextStepDueOn",
      "assignedToId" = x."assignedToId", "stageEnteredAt" = x."stageEnteredAt",
      "closedAt" = x."closedAt", version = d.version + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${rows}::jsonb) AS x(
      id text, name text, company text, "companyDomain" text, "contactName" text,
      "contactEmail" text, location text, stage text, "isOpen" boolean, "remoteStage" text,
      value bigint, currency text, "expectedCloseOn" date, "nextStep" text, "nextStepDueOn" date,
      "assignedToId" text, "stageEnteredAt" timestamptz, "closedAt" timestamptz)
    WHERE d.id = x.id`;
}
