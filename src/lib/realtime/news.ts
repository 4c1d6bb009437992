import type { Stage } from "#lib/deals/stages.ts";
import type { DealDomainEvent, WorkspaceDomainEvent } from "#lib/events/domain-event.ts";
import type { WorkspaceNewsData, WorkspaceNewsName } from "#lib/realtime/frames.ts";
import type { Band } from "#lib/risk/types.ts";

/** A row of the feed before it has its number. `audienceId`: for that person alone, else for all of the workspace. */
export type News = {
  [N in WorkspaceNewsName]: {
    workspaceId: string | null;
    audienceId: string | null;
    name: N;
    dealId: string | null;
    data: WorkspaceNewsData<N>;
  };
}[WorkspaceNewsName];

/** What the news of an event says of it, whatever it was. */
export type Happened = WorkspaceNewsData<"team.created">;

/** A deal as it is at the end of the transaction, as far as open pages are told. */
export type DealInNews = { id: string; name: string; stage: Stage; band: Band; version: number };

/** What a file or a sync brings; told as one sum. */
export type Imported = Extract<
  DealDomainEvent,
  { name: "deal.imported" | "deal.history_imported" | "deal.touchpoints_synced" }
>;
/** Everything else that happens to a deal is told one by one. */
export type ToldOfDeal = Exclude<DealDomainEvent, Imported>;
export type Told = ToldOfDeal | WorkspaceDomainEvent;
