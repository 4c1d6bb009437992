import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { auditWhere } from "#lib/audit/audit-scope.ts";
import { type AuditRow, auditSelect, nameEntries } from "#lib/audit/name-entries.ts";
import type { AuditEntryDto, AuditFilter } from "#lib/audit/schema.ts";
import { decodeCursor, encodeCursor, isMoment, isText } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";

export type AuditPage = { entries: AuditEntryDto[]; nextCursor: string | null };

/**
 * What was done in a team that concerns its security, or without one in the actor's own account; the
 * latest first, a page at a time.
 *
 * @throws AppError not_found for a team that is not theirs, forbidden unless they lead it,
 * malformed_request for a cursor of another list.
 */
export async function listAudit(
  ctx: Context,
  { limit, cursor, ...filter }: AuditFilter & { limit: number; cursor?: string | undefined },
): Promise<AuditPage> {
  const where = auditWhere(ctx, filter);
  const after = cursor === undefined ? null : decodeCursor(cursor, [isMoment, isText]);
  const rows = await readAudit(where, limit + 1, after);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: await nameEntries(page),
    nextCursor: rows.length > limit && last ? encodeCursor(placeOf(last)) : null,
  };
}

type Place = readonly [moment: string, id: string];

/** The rows that come after a place in the order of the list. */
export function readAudit(
  where: Prisma.AuditLogWhereInput,
  take: number,
  after: Place | null,
): Promise<AuditRow[]> {
  return db().auditLog.findMany({
    where: { AND: [where, after ? isAfter(after) : {}] },
    orderBy: [{ occurredAt: "desc" }, { id: "asc" }],
    take,
    select: auditSelect,
  });
}

export function placeOf({ occurredAt, id }: AuditRow): Place {
  return [occurredAt.toISOString(), id];
}

function isAfter([moment, id]: Place): Prisma.AuditLogWhereInput {
  const occurredAt = new Date(moment);
  return { OR: [{ occurredAt: { lt: occurredAt } }, { occurredAt, id: { gt: id } }] };
}
