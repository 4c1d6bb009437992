import type { DealFacts } from "#lib/deals/changes-between.ts";
import { isOpenStage } from "#lib/deals/stages.ts";
import type { Tx } from "#lib/platform/db.ts";

export type RemoteDealUpdate = {
  id: string;
  facts: DealFacts;
  /** False when only what is kept about the provider's record moves: that is no new version. */
  hasChangedHere: boolean;
  stageEnteredAt: Date;
  closedAt: Date | null;
  remoteStage: string;
  remotePipeline: string;
  remoteChangedAt: Date;
  remoteFacts: object;
};

/** Writes the columns of any number of synced deals in one statement. */
export async function updateRemoteDeals(
  tx: Tx,
  updates: readonly RemoteDealUpdate[],
  now: Date,
): Promise<void> {
  if (updates.length === 0) return;
  const rows = JSON.stringify(
    updates.map(({ facts, ...columns }) => ({
      ...facts,
      ...columns,
      value: facts.value.toString(),
      isOpen: isOpenStage(facts.stage),
    })),
  );
  await tx.$executeRaw`
    UPDATE "Deal" d SET
      name = x.name, company = x.company, "companyDomain" = x."companyDomain",
      "contactName" = x."contactName", "contactEmail" = x."contactEmail",
      stage = x.stage::"Stage", "isOpen" = x."isOpen", value = x.value, currency = x.currency,
      "expectedCloseOn" = x."expectedCloseOn", "nextStep" = x."nextStep",
      "nextStepDueOn" = x."nextStepDueOn", "assignedToId" = x."assignedToId",
      "stageEnteredAt" = x."stageEnteredAt", "closedAt" = x."closedAt",
      "remoteStage" = x."remoteStage", "remotePipeline" = x."remotePipeline",
      "remoteChangedAt" = x."remoteChangedAt", "remoteFacts" = x."remoteFacts",
      "remoteDeletedAt" = NULL,
      version = d.version + CASE WHEN x."hasChangedHere" THEN 1 ELSE 0 END,
      "updatedAt" = CASE WHEN x."hasChangedHere" THEN ${now} ELSE d."updatedAt" END
    FROM jsonb_to_recordset(${rows}::jsonb) AS x(
      id text, name text, company text, "companyDomain" text, "contactName" text,
      "contactEmail" text, stage text, "isOpen" boolean, value bigint, currency text,
      "expectedCloseOn" date, "nextStep" text, "nextStepDueOn" date, "assignedToId" text,
      "stageEnteredAt" timestamptz, "closedAt" timestamptz, "remoteStage" text,
      "remotePipeline" text, "remoteChangedAt" timestamptz, "remoteFacts" jsonb,
      "hasChangedHere" boolean)
    WHERE d.id = x.id`;
}
