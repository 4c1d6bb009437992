import type { Consumer } from "#lib/events/consumers.ts";
import { type DomainEvent, isDealEvent } from "#lib/events/domain-event.ts";
import { actorNameOf, type Origin } from "#lib/events/origin.ts";
import type { Tx } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { announce } from "#lib/realtime/announce.ts";
import { dealNews } from "#lib/realtime/deal-news.ts";
import type { DealInNews, Happened, News, Told } from "#lib/realtime/news.ts";
import { sumImports } from "#lib/realtime/sum-imports.ts";
import { workspaceNews } from "#lib/realtime/workspace-news.ts";

/**
 * Writes what happened into the feed of open pages, in two statements for any number of events. What
 * a file or a sync brings is told as one sum for each workspace: a page reads itself anew either way.
 */
export const feedRealtime: Consumer = async (tx, origin, events) => {
  const { sums, others } = sumImports(events, (event) => happenedIn(event, origin));
  const deals = await loadDeals(tx, others);
  const news = others.flatMap((event): News[] => {
    const happened = happenedIn(event, origin);
    if (!isDealEvent(event)) return workspaceNews(event, happened);
    const deal = deals.get(event.dealId);
    return deal ? [dealNews(event, happened, deal)] : [];
  });
  const rows = [...sums, ...news];
  if (rows.length === 0) return;
  await insertRows(tx, "RealtimeEvent", rows);
  announce(tx);
};

function happenedIn({ workspaceId }: DomainEvent, origin: Origin): Happened {
  return {
    at: origin.now.toISOString(),
    workspaceId,
    actor: { id: origin.user?.id ?? null, name: actorNameOf(origin) },
  };
}

/** By id, whoever owns them: what is told of them goes to those who may read their workspace. */
async function loadDeals(
  tx: Tx,
  events: readonly Told[],
): Promise<ReadonlyMap<string, DealInNews>> {
  const ids = [...new Set(events.flatMap((event) => event.dealId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<DealInNews[]>`
    SELECT id, name, stage::text, "riskBand"::text AS band, version FROM "Deal" WHERE id = ANY(${ids})`;
  return new Map(rows.map((row) => [row.id, row]));
}
