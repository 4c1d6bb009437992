import type { Direction, TouchpointType } from "#lib/deals/event-types.ts";
import type { Stage } from "#lib/deals/stages.ts";

/** A deal as a provider has it, in our words. Days are `YYYY-MM-DD`. */
export type RemoteDeal = {
  externalId: string;
  name: string;
  company: string | null;
  companyDomain: string | null;
  /** Major units, as the provider writes them. */
  amount: string | number | null;
  /** ISO 4217; null takes the workspace's. */
  currency: string | null;
  /** The provider's stage, by its own id, and what it says about it. */
  stage: RemoteStageRef;
  expectedCloseOn: string | null;
  nextStep: string | null;
  ownerEmail: string | null;
  createdAt: Date;
  /** When it entered its stage, where the provider tells. */
  stageEnteredAt: Date | null;
  closedAt: Date | null;
  closeReason: string | null;
  /** The provider's own time of the last change: decides which of two changes is newer. */
  changedAt: Date;
  contacts: RemoteContact[];
  /** The stages it has been in, in any order; empty where they cannot be read. */
  history: RemoteStageEntry[];
};

export type RemoteStageRef = {
  pipeline: string;
  id: string;
  label: string;
  isClosed: boolean | null;
  isWon: boolean | null;
  /** 0 to 1. */
  probability: number | null;
};

export type RemoteContact = {
  externalId: string;
  name: string;
  email: string | null;
  title: string | null;
  phone: string | null;
  company: string | null;
  role: string | null;
  isPrimary: boolean;
};

/** A touchpoint in the provider's records; its id makes it the same one at every sync. */
export type RemoteTouch = {
  externalId: string;
  /** The deal's id at the provider; one that is not here (yet) has no log to add to. */
  dealExternalId: string;
  type: TouchpointType;
  direction: Direction | null;
  occurredAt: Date;
  note: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
};

export type RemoteStageEntry = { externalId: string; stage: RemoteStageRef; enteredAt: Date };

/** What is to be changed at the provider; fields that are absent stay as they are. */
export type RemoteDealChange = {
  stage?: Stage;
  value?: { minor: bigint; currency: string };
  expectedCloseOn?: string | null;
  nextStep?: string | null;
};
