import type { Prisma } from "#generated/prisma/client.ts";
import { factsSelect } from "#lib/deals/deal-facts.ts";
import type { DealDto, DealEventDto } from "#lib/deals/schema.ts";
import { toDay } from "#lib/platform/calendar-day.ts";
import { toMajor } from "#lib/platform/money.ts";

// Private to this folder: which columns are read and how they become what callers see.

export const dealSelect = {
  ...factsSelect,
  id: true,
  workspaceId: true,
  userId: true,
  teamId: true,
  isOpen: true,
  stageEnteredAt: true,
  snoozedUntil: true,
  snoozeReason: true,
  isDemo: true,
  source: true,
  externalId: true,
  lastActivityAt: true,
  closedAt: true,
  createdAt: true,
  updatedAt: true,
  version: true,
  riskScore: true,
  riskBand: true,
  riskReasons: true,
  riskValidUntil: true,
  priority: true,
  priorityReason: true,
  owner: { select: { id: true, name: true } },
  assignee: { select: { id: true, name: true } },
} satisfies Prisma.DealSelect;

export type DealRow = Prisma.DealGetPayload<{ select: typeof dealSelect }>;

const toMoment = (date: Date | null) => date?.toISOString() ?? null;

export function toDeal(row: DealRow): DealDto {
  return {
    id: row.id,
    name: row.name,
    company: row.company,
    companyDomain: row.companyDomain,
    contactName: row.contactName,
    contactEmail: row.contactEmail,
    location: row.location,
    stage: row.stage,
    value: Number(toMajor(row.value, row.currency)),
    currency: row.currency,
    expectedCloseOn: toDay(row.expectedCloseOn),
    nextStep: row.nextStep,
    nextStepDueOn: toDay(row.nextStepDueOn),
    owner: row.owner,
    assignee: row.assignee,
    teamId: row.teamId,
    source: row.source,
    externalId: row.externalId,
    isDemo: row.isDemo,
    stageEnteredAt: row.stageEnteredAt.toISOString(),
    snoozedUntil: toMoment(row.snoozedUntil),
    snoozeReason: row.snoozeReason,
    lastActivityAt: toMoment(row.lastActivityAt),
    closedAt: toMoment(row.closedAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
    risk: {
      score: row.riskScore,
      band: row.riskBand,
      reasons: row.riskReasons,
      validUntil: toMoment(row.riskValidUntil),
    },
    priority: row.priority,
    priorityReason: row.priorityReason,
  };
}

export const eventSelect = {
  id: true,
  type: true,
  direction: true,
  occurredAt: true,
  recordedAt: true,
  source: true,
  payload: true,
} satisfies Prisma.DealEventSelect;

export type EventRow = Prisma.DealEventGetPayload<{ select: typeof eventSelect }>;

export function toEvent(row: EventRow): DealEventDto {
  return {
    id: row.id,
    type: row.type,
    direction: row.direction,
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    source: row.source,
    payload: row.payload as Record<string, unknown>,
  };
}
