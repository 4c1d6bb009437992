import type { DomainEvent } from "#lib/events/domain-event.ts";
import type { WorkspaceNewsData } from "#lib/realtime/frames.ts";
import type { Happened, Imported, News, Told } from "#lib/realtime/news.ts";

type Sum = WorkspaceNewsData<"deals.imported">;

/** Takes out what a file or a sync brought, and gives one sum of it for each workspace. */
export function sumImports(
  events: readonly DomainEvent[],
  happenedIn: (event: DomainEvent) => Happened,
): { sums: News[]; others: Told[] } {
  const sums = new Map<string, Sum>();
  const others: Told[] = [];
  for (const event of events) {
    if (!isImported(event)) {
      others.push(event);
      continue;
    }
    const sum = sums.get(event.workspaceId) ?? newSum(happenedIn(event));
    if (event.name === "deal.imported") sum[event.outcome] += 1;
    else sum.touchpoints += event.added;
    sums.set(event.workspaceId, sum);
  }
  return { sums: [...sums.values()].map(toNews), others };
}

function isImported(event: DomainEvent): event is Imported {
  return (
    event.name === "deal.imported" ||
    event.name === "deal.history_imported" ||
    event.name === "deal.touchpoints_synced"
  );
}

function newSum(happened: Happened): Sum {
  return { ...happened, created: 0, updated: 0, touchpoints: 0 };
}

function toNews(data: Sum): News {
  const { workspaceId } = data;
  return { workspaceId, audienceId: null, name: "deals.imported", dealId: null, data };
}
