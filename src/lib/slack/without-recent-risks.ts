import type { DealDto } from "#lib/deals/schema.ts";
import { COOL_DOWN_MS } from "#lib/notifications/deal-notices.ts";
import type { Tx } from "#lib/platform/db.ts";
import type { Telling } from "#lib/slack/queue-slack.ts";

/**
 * Leaves out what a channel has been told within the cool-down: that this deal is in this band. A deal
 * that flaps is told of once for each band, as it is to people. Whoever changes a band holds the deal's
 * row until commit, so of two transactions the second sees what the first one told.
 */
export async function withoutRecentRisks(
  tx: Tx,
  tellings: readonly Telling[],
  deals: ReadonlyMap<string, DealDto>,
  now: Date,
): Promise<Telling[]> {
  const risks = tellings.filter(({ event }) => event === "deal.at_risk");
  if (risks.length === 0) return [...tellings];
  const told = await tx.$queryRaw<{ key: string }[]>`
    SELECT "slackId" || ' ' || "dealId" || ' ' || (data->>'band') AS key FROM "SlackMessage"
    WHERE "dealId" = ANY(${[...new Set(risks.flatMap(({ cause }) => cause.dealId ?? []))]})
      AND "slackId" = ANY(${[...new Set(risks.map(({ slackId }) => slackId))]})
      AND event = 'deal.at_risk' AND "createdAt" > ${new Date(now.getTime() - COOL_DOWN_MS)}`;
  const known = new Set(told.map(({ key }) => key));
  return tellings.filter(({ event, slackId, cause: { dealId } }) => {
    if (event !== "deal.at_risk" || dealId === null) return true;
    return !known.has(`${slackId} ${dealId} ${deals.get(dealId)?.risk.band}`);
  });
}
