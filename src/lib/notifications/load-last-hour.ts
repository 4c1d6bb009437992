import type { Notice } from "#lib/notifications/notice.ts";
import { burstKey, isSummarised, SUMMARY_MS } from "#lib/notifications/summarise-bursts.ts";
import type { Tx } from "#lib/platform/db.ts";

/** What a person has been told within the last hour of one kind in one workspace. */
export type LastHour = { told: number; hasSummary: boolean };

/** The same for everybody who is about to be told something, in one statement. */
export async function loadLastHour(
  tx: Tx,
  notices: readonly Notice[],
  now: Date,
): Promise<ReadonlyMap<string, LastHour>> {
  const userIds = notices.filter(isSummarised).map(({ userId }) => userId);
  if (userIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    (Pick<Notice, "userId" | "kind"> & LastHour & { workspaceId: string })[]
  >`
    SELECT "userId", kind::text AS kind, payload->>'workspaceId' AS "workspaceId",
      count(*) FILTER (WHERE NOT payload ? 'count')::int AS told,
      bool_or(payload ? 'count') AS "hasSummary"
    FROM "Notification"
    WHERE "userId" = ANY(${[...new Set(userIds)]})
      AND "createdAt" > ${new Date(now.getTime() - SUMMARY_MS)}
      AND payload ? 'workspaceId'
    GROUP BY 1, 2, 3`;
  return new Map(
    rows.map(({ userId, kind, workspaceId, told, hasSummary }) => [
      burstKey({ userId, kind, payload: { workspaceId } }),
      { told, hasSummary },
    ]),
  );
}
