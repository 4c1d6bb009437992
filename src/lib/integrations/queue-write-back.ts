import type { Prisma } from "#generated/prisma/client.ts";
import type { Consumer } from "#lib/events/consumers.ts";
import type { DealDomainEvent } from "#lib/events/domain-event.ts";
import { tableOf } from "#lib/integrations/integration-row.ts";
import { writeBackKind } from "#lib/integrations/job-kinds.ts";
import { CRM_PROVIDERS, type CrmKey } from "#lib/integrations/schema.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import type { Tx } from "#lib/platform/db.ts";

/** What of a deal is written back to its source. */
export const WRITTEN_FIELDS = ["stage", "value", "expectedCloseOn", "nextStep"] as const;

type Update = Extract<DealDomainEvent, { name: "deal.updated" }>;

/**
 * A change that somebody made here to a deal of a provider is queued to be written there, where the
 * account's owner has asked for that. What a sync itself brought is not: it would come back as an echo.
 */
export const queueWriteBack: Consumer = async (tx, origin, events) => {
  const updates = events.filter(
    (event): event is Update =>
      event.name === "deal.updated" && WRITTEN_FIELDS.some((field) => event.fields[field]),
  );
  if (updates.length === 0 || origin.user === null) return;
  const deals = await tx.deal.findMany({
    where: { id: { in: updates.map(({ dealId }) => dealId) }, source: { in: [...CRM_PROVIDERS] } },
    select: { id: true, source: true, workspaceId: true },
  });
  if (deals.length === 0) return;
  const accounts = await writingAccounts(
    tx,
    deals.map(({ workspaceId }) => workspaceId),
  );
  const rows: Prisma.RemoteChangeCreateManyInput[] = [];
  const waiting = new Map<string, { provider: CrmKey; userId: string }>();
  for (const { id, source, workspaceId } of deals) {
    const userId = accounts.get(`${source} ${workspaceId}`);
    const provider = CRM_PROVIDERS.find((key) => key === source);
    const update = updates.find(({ dealId }) => dealId === id);
    if (!userId || !provider || !update) continue;
    const fields = WRITTEN_FIELDS.filter((field) => update.fields[field]);
    rows.push({ userId, integration: provider, dealId: id, fields, createdAt: origin.now });
    waiting.set(`${provider}:${userId}`, { provider, userId });
  }
  await tx.remoteChange.createMany({ data: rows });
  for (const [key, account] of waiting) await enqueue(tx, writeBackKind, account, { key });
};

/** Who writes back for a workspace, by `provider workspace`; the one connected first, of several. */
async function writingAccounts(tx: Tx, workspaceIds: string[]): Promise<Map<string, string>> {
  const accounts = new Map<string, string>();
  for (const provider of CRM_PROVIDERS) {
    const rows = await tx.$queryRaw<{ userId: string; workspaceId: string }[]>`
      SELECT "userId", COALESCE("teamId", "userId") AS "workspaceId" FROM ${tableOf(provider)}
      WHERE "isActive" AND "writeBack" AND COALESCE("teamId", "userId") = ANY(${workspaceIds})
      ORDER BY "createdAt" DESC`;
    for (const { userId, workspaceId } of rows) accounts.set(`${provider} ${workspaceId}`, userId);
  }
  return accounts;
}
