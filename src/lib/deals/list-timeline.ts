import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { dealScope } from "#lib/access/scope.ts";
import type { TimelineEntryDto } from "#lib/deals/timeline-schema.ts";
import { decodeCursor, encodeCursor, isWhole } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

export type TimelinePage = { entries: TimelineEntryDto[]; nextCursor: string | null };

const entrySelect = {
  id: true,
  seq: true,
  actorId: true,
  actorName: true,
  action: true,
  before: true,
  after: true,
  requestId: true,
  occurredAt: true,
  hash: true,
} satisfies Prisma.DealTimelineSelect;
type EntryRow = Prisma.DealTimelineGetPayload<{ select: typeof entrySelect }>;

/** The fields of either side that hold people. */
const PEOPLE_FIELDS = ["ownerId", "assigneeId", "mentions"] as const;

/**
 * The audit trail of a deal: who did what, before and after; the latest first, a page at a time.
 *
 * @throws AppError not_found, or malformed_request for a cursor of another list.
 */
export async function listTimeline(
  ctx: Context,
  dealId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<TimelinePage> {
  const deal = await db().deal.findFirst({
    where: { id: dealId, ...dealScope(ctx, "deal.read") },
    select: { id: true },
  });
  if (!deal) throw notFound("That deal");
  const place = cursor === undefined ? null : Number(decodeCursor(cursor, [isPlace])[0]);
  const rows = await db().dealTimeline.findMany({
    where: { dealId, ...(place === null ? {} : { seq: { lt: place } }) },
    orderBy: { seq: "desc" },
    take: limit + 1,
    select: entrySelect,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const people = await namesOf(page.flatMap(peopleIn));
  return {
    entries: page.map((row) => toEntry(row, people)),
    nextCursor: rows.length > limit && last ? encodeCursor([String(last.seq)]) : null,
  };
}

function isPlace(part: string): boolean {
  return isWhole(part) && Math.abs(Number(part)) <= 2_147_483_647;
}

async function namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await db().user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

function peopleIn({ before, after }: EntryRow): string[] {
  return [before, after].flatMap((side) => {
    const fields = asObject(side) ?? {};
    return PEOPLE_FIELDS.flatMap((name) => fields[name]).filter((id) => typeof id === "string");
  });
}

function toEntry(row: EntryRow, people: ReadonlyMap<string, string>): TimelineEntryDto {
  const { id, seq, actorId, actorName, action, requestId, occurredAt, hash } = row;
  return {
    id,
    place: seq,
    actor: { id: actorId, name: actorName },
    action,
    before: asObject(row.before),
    after: asObject(row.after),
    names: Object.fromEntries(
      peopleIn(row).flatMap((person) => {
        const name = people.get(person);
        return name === undefined ? [] : [[person, name]];
      }),
    ),
    requestId,
    occurredAt: occurredAt.toISOString(),
    hash,
  };
}

function asObject(side: Prisma.JsonValue): Record<string, unknown> | null {
  return typeof side === "object" && side !== null && !Array.isArray(side) ? side : null;
}
