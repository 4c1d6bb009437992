import { tableOf } from "#lib/integrations/integration-row.ts";
import { syncIntegrationKind } from "#lib/integrations/job-kinds.ts";
import { PROVIDERS, type ProviderKey } from "#lib/integrations/schema.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { db, transaction } from "#lib/platform/db.ts";

/** How long after a run the next one is due. */
export const SYNC_EVERY_MS = 15 * 60_000;
/** Accounts of one provider that one pass takes up. */
const MOST = 200;

export type DueAccount = { provider: ProviderKey; userId: string };

/** The accounts whose next run is due, the one synced longest ago first. */
export async function findDueAccounts(now: Date): Promise<DueAccount[]> {
  const due: (DueAccount & { lastSyncAt: Date | null })[] = [];
  for (const provider of PROVIDERS) {
    const rows = await db().$queryRaw<{ userId: string; lastSyncAt: Date | null }[]>`
      SELECT "userId", "lastSyncAt" FROM ${tableOf(provider)}
      WHERE "isActive" AND "syncEnabled"
        AND ("lastSyncAt" IS NULL OR "lastSyncAt" <= ${new Date(now.getTime() - SYNC_EVERY_MS)})
        AND ("circuitUntil" IS NULL OR "circuitUntil" <= ${now})
        AND ("lockUntil" IS NULL OR "lockUntil" < clock_timestamp())
      ORDER BY "lastSyncAt" NULLS FIRST, "userId" LIMIT ${MOST}`;
    due.push(...rows.map((row) => ({ provider, ...row })));
  }
  const age = ({ lastSyncAt }: { lastSyncAt: Date | null }) => lastSyncAt?.getTime() ?? 0;
  return due.sort((a, b) => age(a) - age(b)).map(({ provider, userId }) => ({ provider, userId }));
}

/** Queues a run for each account that is due: for servers that live on. */
export async function startDueSyncs(now: Date): Promise<number> {
  const due = await findDueAccounts(now);
  for (const account of due) {
    const key = `${account.provider}:${account.userId}`;
    await transaction((tx) => enqueue(tx, syncIntegrationKind, account, { key }));
  }
  return due.length;
}
