import type { RealtimeNews } from "#hooks/realtime-connection.ts";

/** What page is open, and in which workspace its lists are. */
export type OpenPage = { pathname: string; workspaceId: string };

/** Whether the page shows, or may show, what the news is about. */
export function concernsPage(news: RealtimeNews, { pathname, workspaceId }: OpenPage): boolean {
  const { event } = news;
  if (event === "hello" || event === "place") return false;
  if (event === "reset" || event === "check" || event.startsWith("team.")) return true;
  if (event.startsWith("notification.")) return pathname.startsWith("/notifications");
  if (event.startsWith("sync.")) return pathname.startsWith("/settings/integrations");
  if (event.endsWith(".disabled")) return pathname.startsWith("/settings");
  if (/^\/(settings|notifications|deals\/(new|import))(\/|$)/.test(pathname)) return false;
  const { data } = news as Extract<RealtimeNews, { data: { workspaceId: string } }>;
  const [, openDeal] = /^\/deals\/([^/]+)/.exec(pathname) ?? [];
  // What an import touched is not told deal by deal.
  if (openDeal && "dealId" in data) return data.dealId === openDeal;
  return data.workspaceId === workspaceId;
}
