import { Prisma } from "#generated/prisma/client.ts";
import { db } from "#lib/platform/db.ts";
import type { EncryptionKeys } from "#lib/platform/encryption-keys.ts";
import { log } from "#lib/platform/log.ts";
import { SEALED_COLUMNS, type SealedColumn } from "#lib/platform/sealed-columns.ts";
import { createSecretBox, sealedPrefix } from "#lib/platform/secret-box.ts";

const BATCH = 200;

export type RotatedColumn = {
  column: string;
  resealed: number;
  /** Sealed with a key that is not configured, or damaged: left as they are. */
  unreadable: number;
};

/**
 * Seals every stored secret that an older key made with the one in force. Batch by batch and only
 * where the value is still what was read, so it may run beside a working installation, be ended at any
 * moment, and be started again: what is done is not done twice.
 */
export async function rotateEncryption(keys: EncryptionKeys): Promise<RotatedColumn[]> {
  const rotated: RotatedColumn[] = [];
  for (const column of SEALED_COLUMNS) rotated.push(await rotateColumn(column, keys));
  return rotated;
}

async function rotateColumn(
  { table, column, context }: SealedColumn,
  keys: EncryptionKeys,
): Promise<RotatedColumn> {
  const box = createSecretBox(keys);
  // Both are literals of the list.
  const [from, field] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)];
  const isCurrent = `${sealedPrefix(keys[0].id)}%`;
  const result = { column: `${table}.${column}`, resealed: 0, unreadable: 0 };
  let after = "";
  for (;;) {
    const rows = await db().$queryRaw<{ id: string; sealed: string }[]>`
      SELECT id, ${field} AS sealed FROM ${from}
      WHERE id > ${after} AND ${field} IS NOT NULL AND ${field} NOT LIKE ${isCurrent}
      ORDER BY id LIMIT ${BATCH}`;
    const renewed = rows.flatMap(({ id, sealed }) => {
      const again = reseal(sealed);
      if (again !== null) return { id, sealed, again };
      result.unreadable += 1;
      log().error({ table, column, id }, "stored secret cannot be read");
      return [];
    });
    result.resealed += await db().$executeRaw`
      UPDATE ${from} t SET ${field} = r.again
      FROM unnest(${renewed.map(({ id }) => id)}::text[],
        ${renewed.map(({ sealed }) => sealed)}::text[],
        ${renewed.map(({ again }) => again)}::text[]) AS r (id, sealed, again)
      WHERE t.id = r.id AND t.${field} = r.sealed`;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return result;
    after = last.id;
  }

  function reseal(sealed: string): string | null {
    try {
      return box.seal(box.open(sealed, context), context);
    } catch {
      return null;
    }
  }
}
