import type { NotificationKind } from "#generated/prisma/enums.ts";

/** What people are told about, in the order in which pages list it. Safe for the browser. */
export const NOTIFICATION_KINDS = [
  "deal_at_risk",
  "action_overdue",
  "stage_change",
  "deal_assigned",
  "team_activity",
  "sync_failed",
  "webhook_disabled",
] as const satisfies readonly NotificationKind[];
export type Kind = (typeof NOTIFICATION_KINDS)[number];

export const KIND_LABELS: Record<Kind, string> = {
  deal_at_risk: "Deal at risk",
  action_overdue: "Action overdue",
  stage_change: "Stage change",
  deal_assigned: "Deal assigned",
  team_activity: "Team activity",
  sync_failed: "Sync failed",
  webhook_disabled: "Webhook disabled",
};
