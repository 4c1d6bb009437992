import type { DealDto } from "#lib/deals/schema.ts";
import { isStage } from "#lib/deals/stages.ts";
import type { DomainEvent, FieldChanges } from "#lib/events/domain-event.ts";
import { changeTexts } from "#lib/slack/message/change-text.ts";
import type { Facts } from "#lib/slack/message/facts.ts";

/** What the events of a transaction are about, loaded once for all of them. */
export type Subjects = {
  deals: ReadonlyMap<string, DealDto>;
  /** Names by id. */
  people: ReadonlyMap<string, string>;
  teams: ReadonlyMap<string, string>;
};

/** What a message will know of an event, or null when what it is about is no longer there. */
export function toFacts(cause: DomainEvent, subjects: Subjects, by: string): Facts | null {
  const at = cause.occurredAt;
  const happened = { by, at: at.toISOString() };
  if (cause.name === "team.member_added" || cause.name === "team.member_removed") {
    return {
      kind: "member",
      name: subjects.people.get(cause.userId) ?? "Somebody",
      role: cause.role,
      teamName: subjects.teams.get(cause.workspaceId) ?? "the team",
      hasLeft: cause.name === "team.member_removed" && cause.hasLeft,
      ...happened,
    };
  }
  const deal = cause.dealId === null ? undefined : subjects.deals.get(cause.dealId);
  if (!deal) return null;
  const fields: FieldChanges = "fields" in cause ? cause.fields : {};
  const { currency, risk } = deal;
  return {
    kind: "deal",
    id: deal.id,
    name: deal.name,
    company: deal.company,
    value: deal.value,
    currency,
    stage: deal.stage,
    oldStage: stageIn(fields),
    band: risk.band,
    oldBand: oldBandOf(cause),
    reason: risk.reasons[0] ?? null,
    expectedCloseOn: deal.expectedCloseOn,
    responsible: (deal.assignee ?? deal.owner).name,
    changes: changeTexts(fields, { currency, people: subjects.people, at }),
    ...happened,
  };
}

function stageIn({ stage }: FieldChanges) {
  return typeof stage?.from === "string" && isStage(stage.from) ? stage.from : null;
}

function oldBandOf(cause: DomainEvent) {
  if (cause.name === "deal.band_changed") return cause.from;
  return cause.name === "deal.woken" ? cause.snoozedBand : null;
}
