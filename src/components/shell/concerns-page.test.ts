import { describe, expect, it } from "vitest";
import type { RealtimeNews } from "#hooks/realtime-connection.ts";
import { concernsPage } from "./concerns-page.ts";

const news = (event: string, data: object = {}) => ({ id: "1", event, data }) as RealtimeNews;
const ofDeal = (dealId: string, workspaceId = "team") =>
  news("deal.stage_changed", { dealId, workspaceId });
const on = (pathname: string, what: RealtimeNews) =>
  concernsPage(what, { pathname, workspaceId: "team" });

describe("a page is read anew", () => {
  it.each([
    ["/dashboard", ofDeal("a")],
    ["/deals", ofDeal("a")],
    ["/deals", news("deals.imported", { workspaceId: "team" })],
    ["/deals/a", ofDeal("a")],
    ["/deals/a", ofDeal("a", "another workspace")],
    ["/deals/a", news("deals.imported", { workspaceId: "team" })],
    ["/settings/team", news("team.member_added", { workspaceId: "team" })],
    ["/dashboard", news("team.role_changed", { workspaceId: "team" })],
    ["/notifications", news("notification.created", { id: "n", kind: "deal_at_risk" })],
    ["/settings/webhooks", news("webhook.disabled", { workspaceId: "team" })],
    ["/settings/integrations", news("sync.progress", { provider: "hubspot" })],
    ["/settings/profile", news("reset")],
    ["/deals", { event: "check" } as const],
  ])("on %s by news that it shows: %j", (pathname, what) => {
    expect(on(pathname, what)).toBe(true);
  });

  it.each([
    ["/dashboard", ofDeal("a", "another workspace")],
    ["/deals/a", ofDeal("b")],
    ["/deals/new", ofDeal("a")],
    ["/deals/import", ofDeal("a")],
    ["/settings/profile", ofDeal("a")],
    ["/notifications", ofDeal("a")],
    ["/deals", news("notification.created", { id: "n", kind: "deal_at_risk" })],
    ["/deals", news("sync.progress", { provider: "hubspot" })],
    ["/deals", news("hello")],
    ["/deals", news("place")],
  ])("on %s not by news of something else: %j", (pathname, what) => {
    expect(on(pathname, what)).toBe(false);
  });
});
