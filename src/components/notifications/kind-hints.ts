import type { Kind } from "#lib/notifications/kinds.ts";

/** When one hears of a kind, in half a sentence. */
export const KIND_HINTS: Record<Kind, string> = {
  deal_at_risk: "A deal's band gets worse, by what happens or by time alone.",
  action_overdue: "The recommended action of your deal was due and is not done.",
  stage_change: "Somebody else moves your deal to another stage.",
  deal_assigned: "Somebody gives you a deal.",
  team_activity: "Comments that name you or are about your deals; who joins and leaves your team.",
  sync_failed: "An integration that you connected cannot be synced.",
  webhook_disabled: "A webhook of yours or of your team is switched off.",
};
