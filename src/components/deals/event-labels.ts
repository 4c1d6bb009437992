import type { DealEventType } from "#lib/deals/event-types.ts";

/** How a touchpoint is named where people choose one. */
export const EVENT_LABELS: Record<DealEventType, string> = {
  email_sent: "E-mail sent",
  email_received: "E-mail received",
  call: "Call",
  meeting_scheduled: "Meeting scheduled",
  meeting_held: "Meeting held",
  note: "Note",
  proposal_sent: "Proposal sent",
  competitor_mentioned: "Competitor mentioned",
  other: "Other contact",
  deal_created: "Deal created",
  stage_changed: "Stage changed",
  value_changed: "Value changed",
  close_date_changed: "Close date changed",
  next_step_changed: "Next step changed",
  owner_changed: "Owner changed",
  assignee_changed: "Assignee changed",
};
