import { Prisma } from "#generated/prisma/client.ts";
import type { Cursor } from "#lib/integrations/provider.ts";
import type { ProviderKey } from "#lib/integrations/schema.ts";
import { type DbOrTx, db, type Tx } from "#lib/platform/db.ts";
import { tellPerson } from "#lib/realtime/tell-people.ts";

// Private to this folder. The three tables share these columns; each has its credentials besides.

const TABLES = {
  salesforce: Prisma.raw('"SalesforceIntegration"'),
  hubspot: Prisma.raw('"HubSpotIntegration"'),
  google_calendar: Prisma.raw('"GoogleCalendarIntegration"'),
} satisfies Record<ProviderKey, Prisma.Sql>;

export function tableOf(provider: ProviderKey): Prisma.Sql {
  return TABLES[provider];
}

/** An integration that a run has in hand. */
export type Claim = {
  provider: ProviderKey;
  userId: string;
  teamId: string | null;
  cursor: Cursor | null;
  writeBack: boolean;
  failures: number;
  /** Only the run that holds this may write. */
  token: string;
};

/** As long as a run is believed to be alive without a word from it. Each page renews it. */
const LEASE = Prisma.sql`interval '3 minutes'`;

/**
 * Takes the integration for one run, or null while another one has it or there is none. Leases are
 * measured by the database's clock: those of the instances may differ.
 */
export async function claimIntegration(
  provider: ProviderKey,
  userId: string,
  token: string,
): Promise<Claim | null> {
  const [row] = await db().$queryRaw<Omit<Claim, "provider" | "token">[]>`
    UPDATE ${tableOf(provider)} SET "lockToken" = ${token}, "lockUntil" = clock_timestamp() + ${LEASE},
      "lastSyncStatus" = 'running', "runStartedAt" = clock_timestamp(), "runSeen" = 0
    WHERE "userId" = ${userId} AND "isActive"
      AND ("lockUntil" IS NULL OR "lockUntil" < clock_timestamp())
    RETURNING "userId", "teamId", cursor, "writeBack", failures`;
  return row ? { ...row, provider, token } : null;
}

/**
 * Moves the cursor in the transaction of its page, renews the lease and tells the person how far it is.
 * False when the run has lost the integration (its lease ran out, or somebody disconnected): then
 * nothing of the page may be kept.
 *
 * @param seen records of the page.
 */
export async function advanceCursor(
  tx: Tx,
  claim: Claim,
  cursor: Cursor,
  seen: number,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ runSeen: number }[]>`
    UPDATE ${tableOf(claim.provider)}
    SET cursor = ${JSON.stringify(cursor)}::jsonb, "lockUntil" = clock_timestamp() + ${LEASE},
      "runSeen" = "runSeen" + ${seen}
    WHERE "userId" = ${claim.userId} AND "lockToken" = ${claim.token} AND "isActive"
    RETURNING "runSeen"`;
  const [row] = rows;
  if (!row) return false;
  const { provider, userId } = claim;
  await tellPerson(tx, userId, "sync.progress", { provider, seen: row.runSeen });
  return true;
}

export type RunOutcome = {
  status: "success" | "partial" | "failed";
  synced: number;
  errors: readonly object[];
  lastError: string | null;
  failures: number;
  circuitUntil: Date | null;
  /** False switches the integration off: its credentials are no longer good. */
  isActive: boolean;
};

/** Gives the integration back with what came of the run; nothing when the run has lost it. */
export async function releaseIntegration(
  client: DbOrTx,
  claim: Claim,
  outcome: RunOutcome,
  now: Date,
): Promise<void> {
  await client.$executeRaw`
    UPDATE ${tableOf(claim.provider)}
    SET "lockToken" = NULL, "lockUntil" = NULL, "lastSyncAt" = ${now},
      "lastSyncStatus" = ${outcome.status}::"SyncStatus",
      "syncErrors" = ${JSON.stringify(outcome.errors)}::jsonb,
      "totalSynced" = "totalSynced" + ${outcome.synced}, "lastError" = ${outcome.lastError},
      failures = ${outcome.failures}, "circuitUntil" = ${outcome.circuitUntil},
      "isActive" = ${outcome.isActive}, "updatedAt" = ${now}
    WHERE "userId" = ${claim.userId} AND "lockToken" = ${claim.token}`;
}

/** Stores credentials that the provider renewed in the middle of a run. */
export async function keepCredentials(
  claim: Claim,
  columns: Record<string, string | null>,
): Promise<void> {
  const sets = Object.entries(columns).map(
    ([name, value]) => Prisma.sql`${Prisma.raw(`"${name}"`)} = ${value}`,
  );
  await db().$executeRaw`
    UPDATE ${tableOf(claim.provider)} SET ${Prisma.join(sets)}
    WHERE "userId" = ${claim.userId} AND "lockToken" = ${claim.token}`;
}
