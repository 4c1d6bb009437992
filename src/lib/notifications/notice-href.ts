import type { Notice } from "#lib/notifications/notice.ts";

type Link = { href: string; label: string };

/** Where a notice leads inside the app, and the words for it. Safe for the browser. */
export function linkOf({
  kind,
  teamId,
  dealId,
  payload,
}: Pick<Notice, "kind" | "teamId" | "dealId" | "payload">): Link {
  if (dealId) {
    const part = payload.commentId ? "#comments" : "";
    return { href: `/deals/${dealId}${part}`, label: "Open the deal" };
  }
  if (payload.query) return { href: `/deals?${payload.query}`, label: "See the deals" };
  switch (kind) {
    case "webhook_disabled":
      return payload.slackId
        ? { href: "/settings/slack", label: "Open Slack" }
        : { href: "/settings/webhooks", label: "Open the webhooks" };
    case "sync_failed":
      return { href: "/settings/integrations", label: "Open the integrations" };
    case "team_activity":
      return teamId
        ? { href: "/settings/team", label: "Open the team" }
        : { href: "/dashboard", label: "Open Sentinel" };
    default:
      return { href: "/deals", label: "See the deals" };
  }
}

/** Opens a notice: marks it read, shows its workspace and leads on to where it belongs. */
export function openHref(id: string): string {
  return `/notifications/${id}`;
}
