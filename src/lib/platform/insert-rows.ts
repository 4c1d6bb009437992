import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * Inserts rows by one statement with one parameter: some twenty times as fast as `createMany`, which
 * binds every field. All rows have the fields of the first; columns it does not name get the
 * database's defaults, so an id is always given (`newId`). `table` and the fields' names are never
 * anything but literals of the source. With `skipKnown`, rows that a unique key already holds are
 * passed over.
 */
export async function insertRows(
  tx: Tx,
  table: Prisma.ModelName,
  rows: readonly object[],
  { skipKnown = false }: { skipKnown?: boolean } = {},
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Prisma.raw(
    Object.keys(first)
      .map((column) => `"${column}"`)
      .join(", "),
  );
  const name = Prisma.raw(`"${table}"`);
  const json = JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  await tx.$executeRaw`
    INSERT INTO ${name} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${name}, ${json}::jsonb)
    ${skipKnown ? Prisma.raw("ON CONFLICT DO NOTHING") : Prisma.empty}`;
}
