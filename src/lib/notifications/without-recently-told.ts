import { COOL_DOWN_MS } from "#lib/notifications/deal-notices.ts";
import type { Notice } from "#lib/notifications/notice.ts";
import { toldOf } from "#lib/notifications/summarise-bursts.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * Leaves out what a person has been told within the cool-down: that this deal is in this band, by a
 * notice of its own or in a summary. Whoever changes a band holds the deal's row until commit, so of
 * two transactions the second sees what the first one told.
 */
export async function withoutRecentlyTold(
  tx: Tx,
  notices: readonly Notice[],
  now: Date,
): Promise<Notice[]> {
  const risks = notices.filter(({ kind }) => kind === "deal_at_risk");
  if (risks.length === 0) return [...notices];
  const since = new Date(now.getTime() - COOL_DOWN_MS);
  const dealIds = [...new Set(risks.flatMap(({ dealId }) => dealId ?? []))];
  const userIds = [...new Set(risks.map(({ userId }) => userId))];
  const rows = await tx.$queryRaw<{ userId: string; told: string }[]>`
    SELECT "userId", "dealId" || ':' || (payload->>'band') AS told FROM "Notification"
    WHERE "dealId" = ANY(${dealIds}) AND kind = 'deal_at_risk' AND "createdAt" > ${since}
    UNION ALL
    SELECT n."userId", t.told FROM "Notification" n
    CROSS JOIN LATERAL jsonb_array_elements_text(n.payload->'told') AS t(told)
    WHERE n."userId" = ANY(${userIds}) AND n.kind = 'deal_at_risk' AND n."createdAt" > ${since}
      AND n."dealId" IS NULL AND n.payload ? 'told'`;
  const told = new Set(rows.map((row) => `${row.userId} ${row.told}`));
  return notices.filter(
    ({ kind, userId, dealId, payload: { band } }) =>
      kind !== "deal_at_risk" || !dealId || !band || !told.has(`${userId} ${toldOf(dealId, band)}`),
  );
}
