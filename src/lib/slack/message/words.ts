import { isOpenStage, STAGE_LABELS } from "#lib/deals/stages.ts";
import type { PublicEventName } from "#lib/events/public-event.ts";
import { dayText } from "#lib/platform/calendar-day.ts";
import { moneyText } from "#lib/platform/format-money.ts";
import { BAND_LABELS } from "#lib/risk/bands.ts";
import type { Band } from "#lib/risk/types.ts";
import type { DealFacts, Facts, MemberFacts } from "#lib/slack/message/facts.ts";

// What messages say, in the words and figures of the pages and as it is: nothing here is escaped yet.

/** As on the pages: a shape and a word, so that it can be read in grey as well. */
const BAND_SHAPES: Record<Band, string> = { high: "▲", medium: "◆", low: "●" };

/** A piece of a title: our own words, or a name that gives way where the title is too long. */
export type TitlePart = string | { name: string };

/** The news in one line. */
export function titleOf(event: PublicEventName, facts: Facts): TitlePart[] {
  if (facts.kind === "member") return memberTitle(event, facts);
  const name = { name: facts.name };
  switch (event) {
    case "deal.created":
      return ["New deal: ", name];
    case "deal.stage_changed":
      return [name, ` moved to ${STAGE_LABELS[facts.stage]}`];
    case "deal.at_risk":
      return [name, `: risk is now ${BAND_LABELS[facts.band]}`];
    case "deal.closed_won":
      return [name, " is won"];
    case "deal.closed_lost":
      return [name, " is lost"];
    default:
      return [name, " was changed"];
  }
}

/** The same as plain text, for pages. */
export function titleText(event: PublicEventName, facts: Facts): string {
  return titleOf(event, facts)
    .map((part) => (typeof part === "string" ? part : part.name))
    .join("");
}

function memberTitle(event: PublicEventName, { name, teamName, hasLeft }: MemberFacts) {
  const verb = event === "team.member_added" ? "joined" : hasLeft ? "left" : "is no longer in";
  return [{ name }, ` ${verb} `, { name: teamName }];
}

export type LabelledFact = { label: string; value: string };

export function memberFields({ role }: MemberFacts): LabelledFact[] {
  return [{ label: "Role", value: role }];
}

/** What is worth knowing about a deal beside its name. */
export function dealFields(facts: DealFacts): LabelledFact[] {
  const { company, expectedCloseOn, responsible } = facts;
  const closeOn = isOpenStage(facts.stage) ? expectedCloseOn : null;
  return [
    { label: "Value", value: valueText(facts) },
    { label: "Stage", value: stageText(facts) },
    ...(isOpenStage(facts.stage) ? [{ label: "Risk", value: riskText(facts) }] : []),
    ...(closeOn ? [{ label: "Expected close", value: dayOf(closeOn, facts) }] : []),
    { label: "Responsible", value: responsible },
    ...(company ? [{ label: "Company", value: company }] : []),
  ];
}

/** The lines of an update: "Value: $50,000 → $60,000". */
export function changeLines({ changes }: DealFacts): string[] {
  return changes.map(({ label, from, to }) => `${label}: ${from} → ${to}`);
}

/** What a list says of a deal behind its name. */
export function dealNote(event: PublicEventName, facts: DealFacts): string {
  const where = `${valueText(facts)} in ${STAGE_LABELS[facts.stage]}`;
  switch (event) {
    case "deal.at_risk":
      return [riskText(facts), where, ...(facts.reason ? [facts.reason] : [])].join(", ");
    case "deal.created":
      return where;
    case "deal.updated":
      return changeLines(facts).join("; ") || where;
    default:
      return [
        stageText(facts),
        valueText(facts),
        ...(isOpenStage(facts.stage) ? [riskText(facts)] : []),
      ].join(", ");
  }
}

/** Why the risk is what it is; nothing of a closed deal, whose risk is over. */
export function reasonOf({ stage, reason }: DealFacts): string | null {
  return isOpenStage(stage) ? reason : null;
}

function valueText({ value, currency }: DealFacts): string {
  return moneyText(value, currency);
}

function stageText({ stage, oldStage }: DealFacts): string {
  if (oldStage === null || oldStage === stage) return STAGE_LABELS[stage];
  return `${STAGE_LABELS[oldStage]} → ${STAGE_LABELS[stage]}`;
}

function riskText({ band, oldBand }: DealFacts): string {
  if (oldBand === null || oldBand === band) return bandText(band);
  return `${bandText(oldBand)} → ${bandText(band)}`;
}

function bandText(band: Band): string {
  return `${BAND_SHAPES[band]} ${BAND_LABELS[band]}`;
}

function dayOf(day: string, { at }: Facts): string {
  return dayText(day, new Date(at), "UTC");
}
