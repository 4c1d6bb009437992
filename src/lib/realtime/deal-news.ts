import type { WorkspaceNewsData, WorkspaceNewsName } from "#lib/realtime/frames.ts";
import type { DealInNews, Happened, News, ToldOfDeal } from "#lib/realtime/news.ts";

/** What the open pages of the deal's workspace are told of an event. */
export function dealNews(event: ToldOfDeal, happened: Happened, deal: DealInNews): News {
  const { id: dealId, name: dealName, stage, band, version } = deal;
  const data = { ...happened, dealId, dealName, stage, band, version };
  const told = <N extends WorkspaceNewsName>(name: N, data: WorkspaceNewsData<N>) => ({
    workspaceId: happened.workspaceId,
    audienceId: null,
    name,
    dealId,
    data,
  });
  switch (event.name) {
    case "deal.created":
    case "deal.deleted":
    case "deal.restored":
    case "deal.woken":
      return told(event.name, data);
    case "deal.updated": {
      const fields = Object.keys(event.fields);
      const move = event.changes.find((change) => change.type === "stage_changed");
      if (!move) return told("deal.updated", { ...data, fields });
      const { from, to } = move.payload;
      return told("deal.stage_changed", { ...data, from, to, fields });
    }
    case "deal.touchpoint_logged":
      return told(event.name, { ...data, type: event.event.type });
    case "deal.commented":
    case "deal.comment_edited":
    case "deal.comment_deleted":
      return told(event.name, { ...data, commentId: event.commentId });
    case "deal.snoozed":
      return told(event.name, { ...data, until: event.until });
    case "deal.band_changed":
      return told(event.name, { ...data, from: event.from, to: event.to });
    case "deal.action_overdue":
      return told(event.name, { ...data, dueAt: event.dueAt });
  }
}
