import type { OpenStage } from "#lib/deals/stages.ts";

/** What the two companies sell, and what their people write down about it. */

export const NORTHWIND_OFFERS = [
  "Route planning pilot",
  "Warehouse planning",
  "Dispatch licences",
  "Fleet tracking",
  "Cold-chain monitoring",
  "Yard management",
  "Inventory forecasting",
  "Driver app rollout",
  "Returns handling",
  "Customs paperwork",
  "Support contract",
  "Second site",
] as const;

export const GLOBEX_OFFERS = ["Payroll migration", "Shift planning", "Time tracking"] as const;

export const COMPETITORS = ["Vantolo", "Hexrigg", "Loadwyse"] as const;

export const SENT = [
  "Sent the notes of our call and the open questions",
  "Sent two references from the same trade",
  "Answered the questions on data protection",
  "Sent the revised price with the smaller package",
  "Asked who else should see the draft",
  "Sent times for a walk-through with their dispatchers",
] as const;

export const FOLLOWED_UP = [
  "Asked whether the draft reached them",
  "Asked for a short call this week",
  "Sent a reminder with the open questions",
  "Left a message at the switchboard",
  "Asked whether the timing has changed",
] as const;

export const RECEIVED = [
  "They want to see how late orders are handled",
  "Asked for the price with 20 more seats",
  "Confirmed that the budget is planned for this quarter",
  "Their IT asks about single sign-on",
  "Forwarded us to purchasing",
  "Asked for a reference in their country",
] as const;

export const CALLED = [
  "Went through the process on their side; two sites first",
  "Talked about the contract length; three years is possible",
  "Clarified which systems must be connected",
  "They compare with keeping the present system",
] as const;

export const MET = [
  "Walk-through with operations and IT",
  "Showed the plan for the first two sites",
  "Workshop on the order data",
  "Presented the business case to the managing director",
] as const;

export const PROPOSED = [
  "Proposal with two options",
  "Proposal for the first two sites",
  "Proposal with a yearly contract",
] as const;

export const NEXT_STEPS: Record<OpenStage, readonly string[]> = {
  discovery: ["Map their order process", "Call with IT about interfaces", "Meet the site manager"],
  proposal: ["Go through the proposal", "Agree the scope of phase one", "Present to finance"],
  negotiation: ["Settle the contract length", "Legal review of the terms", "Agree the start date"],
};

export const MEETING_TITLES: Record<OpenStage, string> = {
  discovery: "Walk-through",
  proposal: "Proposal review",
  negotiation: "Contract terms",
};

export const LOST_BECAUSE = [
  "Lost: they stay with the present system",
  "Lost: the budget went to another project",
  "Lost: a competitor was cheaper",
  "Lost: nobody on their side took it further",
] as const;

export const SNOOZED_BECAUSE = [
  "Customer asked to pause until their budget round is over",
  "Our contact is on leave; nobody else decides",
] as const;
