import { Prisma } from "#generated/prisma/client.ts";
import { db } from "#lib/platform/db.ts";

// The whole database as the matrix sees it: what every row says, and how to begin again.

const TABLES = Object.values(Prisma.ModelName);
/** Rows that say whose they are, beside those with a "workspaceId". */
const TENANT_OF: Partial<Record<Prisma.ModelName, string>> = {
  Team: "id",
  TeamMember: '"teamId"',
  TeamInvite: '"teamId"',
};

/** A digest of every row of every table, by table. */
export async function digestOfAll(): Promise<Record<string, string>> {
  const parts = TABLES.map(
    (table) => `SELECT '${table}' AS name, ${digest("t")} AS digest FROM "${table}" t`,
  );
  return toRecord(await db().$queryRawUnsafe<Digest[]>(parts.join(" UNION ALL ")));
}

/** The same of the rows that belong to these tenants (teams, or people without one). */
export async function digestOfTenants(ids: readonly string[]): Promise<Record<string, string>> {
  const tenantColumns = await columns();
  const parts = TABLES.flatMap((table) => {
    const column = TENANT_OF[table] ?? (tenantColumns.has(table) ? '"workspaceId"' : null);
    if (!column) return [];
    return [
      `SELECT '${table}' AS name, ${digest("t")} AS digest FROM "${table}" t WHERE t.${column} = ANY($1)`,
    ];
  });
  return toRecord(await db().$queryRawUnsafe<Digest[]>(parts.join(" UNION ALL "), ids));
}

/** The names of the tables in which two digests differ. */
export function changedTables(
  before: Record<string, string>,
  after: Record<string, string>,
): string[] {
  return Object.keys(before).filter((table) => before[table] !== after[table]);
}

/** Empties every table, past the triggers that keep the trails from being emptied. */
export async function razeWorld(): Promise<void> {
  const tables = TABLES.filter((table) => table !== "RealtimeCursor");
  await db().$transaction([
    db().$executeRaw`SET LOCAL session_replication_role = replica`,
    db().$executeRawUnsafe(`TRUNCATE ${tables.map((table) => `"${table}"`).join(", ")}`),
  ]);
}

type Digest = { name: string; digest: string };

function digest(row: string): string {
  return `md5(COALESCE(string_agg(${row}::text, '|' ORDER BY ${row}::text), ''))`;
}

function toRecord(rows: readonly Digest[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

let known: Promise<ReadonlySet<string>> | undefined;

function columns(): Promise<ReadonlySet<string>> {
  known ??= db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'workspaceId'`.then(
    (rows) => new Set(rows.map(({ name }) => name)),
  );
  return known;
}
