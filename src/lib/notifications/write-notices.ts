import type { Notice, NoticePayload } from "#lib/notifications/notice.ts";
import { isSummary, joinSummaries } from "#lib/notifications/summarise-bursts.ts";
import type { Tx } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/new-id.ts";

/**
 * A notice as it was stored. `isNew`: false for a summary that has grown. `isOneMore`: false where it
 * waited to be read already.
 */
export type WrittenNotice = Notice & { id: string; isNew: boolean; isOneMore: boolean };

/**
 * Stores notices, three statements at the most for any number, and gives those that are news: what a
 * person has been told under the same key is not told again, and a summary grows instead.
 */
export async function writeNotices(
  tx: Tx,
  notices: readonly Notice[],
  now: Date,
): Promise<WrittenNotice[]> {
  if (notices.length === 0) return [];
  const { told, waiting } = await withSummariesJoined(tx, notices);
  // In one order, so that two transactions that tell the same people wait for each other in a row.
  const rows = [...new Map(told.map((notice) => [keyOf(notice), notice]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, notice]) => ({ ...notice, id: newId(now), createdAt: now }));
  const written = await tx.$queryRaw<
    { id: string; userId: string; dedupeKey: string; isNew: boolean }[]
  >`
    INSERT INTO "Notification" AS n
      (id, "userId", "teamId", "dealId", kind, title, body, payload, "dedupeKey", "createdAt")
    SELECT id, "userId", "teamId", "dealId", kind, title, body, payload, "dedupeKey", "createdAt"
    FROM jsonb_populate_recordset(NULL::"Notification", ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT ("userId", "dedupeKey") DO UPDATE SET title = EXCLUDED.title, body = EXCLUDED.body,
      payload = EXCLUDED.payload, "createdAt" = EXCLUDED."createdAt", "readAt" = NULL
      WHERE EXCLUDED.payload ? 'count'
    RETURNING n.id, n."userId", n."dedupeKey", n.xmax = 0 AS "isNew"`;
  const stored = new Map(written.map((row) => [keyOf(row), row]));
  return told.flatMap((notice) => {
    const row = stored.get(keyOf(notice));
    if (!row) return [];
    const { id, isNew } = row;
    return { ...notice, id, isNew, isOneMore: isNew || !waiting.has(keyOf(notice)) };
  });
}

/** One at a time adds to the summaries of a workspace: what it read is still so when it writes. */
async function withSummariesJoined(
  tx: Tx,
  notices: readonly Notice[],
): Promise<{ told: readonly Notice[]; waiting: ReadonlySet<string> }> {
  const summaries = notices.filter(isSummary);
  if (summaries.length === 0) return { told: notices, waiting: new Set() };
  const workspaceIds = summaries.map(({ payload }) => payload.workspaceId ?? "");
  await tx.$queryRaw`
    SELECT 1 FROM unnest(${[...new Set(workspaceIds)].sort()}::text[]) AS w(id),
      pg_advisory_xact_lock(hashtextextended('summaries ' || w.id, 0))`;
  const known = await tx.notification.findMany({
    where: {
      userId: { in: summaries.map(({ userId }) => userId) },
      dedupeKey: { in: summaries.map(({ dedupeKey }) => dedupeKey) },
    },
    select: { userId: true, dedupeKey: true, payload: true, readAt: true },
  });
  const before = new Map(known.map((row) => [keyOf(row), row.payload as NoticePayload]));
  const told = notices.map((notice) => {
    const payload = isSummary(notice) ? before.get(keyOf(notice)) : undefined;
    return payload ? joinSummaries(payload, notice) : notice;
  });
  return { told, waiting: new Set(known.filter(({ readAt }) => readAt === null).map(keyOf)) };
}

function keyOf({ userId, dedupeKey }: { userId: string; dedupeKey: string | null }): string {
  return `${userId} ${dedupeKey}`;
}
