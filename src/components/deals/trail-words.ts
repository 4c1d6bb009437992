import { EVENT_LABELS } from "#components/deals/event-labels.ts";
import { dateText, type ViewClock } from "#components/ui/moment-words.ts";
import { withNames } from "#lib/comments/mention-text.ts";
import { EVENT_TYPES } from "#lib/deals/event-types.ts";
import { isStage, STAGE_LABELS } from "#lib/deals/stages.ts";
import type { TimelineEntryDto } from "#lib/deals/timeline-schema.ts";
import { moneyText } from "#lib/platform/format-money.ts";
import { isCurrency, toMajor } from "#lib/platform/money.ts";

export type TrailChange = { label: string; from: string | null; to: string | null };

/** An entry of the audit trail in words; `what` reads on from the name of whoever did it. */
export type TrailWords = { what: string; changes: TrailChange[]; note: string | null };

type Side = Record<string, unknown>;

const FIELD_LABELS: Record<string, string> = {
  name: "Name",
  company: "Company",
  companyDomain: "Domain",
  contactName: "Contact",
  contactEmail: "Contact's e-mail",
  location: "Location",
  stage: "Stage",
  value: "Value",
  currency: "Currency",
  expectedCloseOn: "Expected close",
  nextStep: "Next step",
  nextStepDueOn: "Next step due",
  ownerId: "Owner",
  assigneeId: "Assigned to",
};

/**
 * Says who did what, before and after. Entries may be older than this code, so nothing in them is taken
 * for granted: what is not known is shown as it is.
 */
export function trailWords(
  { action, before, after, names }: TimelineEntryDto,
  { clock, currency }: { clock: ViewClock; currency: string },
): TrailWords {
  const say = (what: string, note: unknown = null): TrailWords => ({
    what,
    changes: [],
    note: textOf(note),
  });
  const show = (field: string, value: unknown) => shown(field, value, { clock, currency, names });
  switch (action) {
    case "deal.created":
      return { ...say("created the deal"), changes: changesOf(null, after, show) };
    case "deal.updated":
      return { ...say("changed"), changes: changesOf(before, after, show) };
    case "deal.imported":
      return before
        ? { ...say("changed, by import,"), changes: changesOf(before, after, show) }
        : say("imported the deal");
    case "deal.history_imported":
      return say(`added ${entries(after)} of its past from a file`);
    case "deal.touchpoints_synced":
      return say(`brought ${entries(after)} of its activity`);
    case "deal.touchpoint_logged":
      return say(`logged “${touchpoint(after?.type)}”`, sideOf(after?.payload)?.note);
    case "deal.commented":
      return say("commented", spoken(after?.body, names));
    case "deal.comment_edited":
      return say("changed a comment", spoken(after?.body, names));
    case "deal.comment_deleted":
      return say("deleted a comment");
    case "deal.snoozed":
      return say(`snoozed it until ${dayOf(after?.until, clock)}`, after?.reason);
    case "deal.woken":
      return say("ended the snooze");
    case "deal.deleted":
      return say("deleted the deal");
    case "deal.restored":
      return say("restored the deal");
    default:
      return say(action.replace(/^deal\./, "").replaceAll("_", " "));
  }
}

function changesOf(
  before: Side | null,
  after: Side | null,
  show: (field: string, value: unknown) => string | null,
): TrailChange[] {
  return Object.entries(FIELD_LABELS).flatMap(([field, label]) => {
    if (!(field in (before ?? {})) && !(field in (after ?? {}))) return [];
    const [from, to] = [show(field, before?.[field]), show(field, after?.[field])];
    return from === null && to === null ? [] : [{ label, from, to }];
  });
}

/** A value of a field as the pages show it; null for none. */
function shown(
  field: string,
  value: unknown,
  {
    clock,
    currency,
    names,
  }: { clock: ViewClock; currency: string; names: Readonly<Record<string, string>> },
): string | null {
  if (value === null || value === undefined || value === "") return null;
  const text = textOf(value);
  switch (field) {
    case "stage":
      return text && isStage(text) ? STAGE_LABELS[text] : text;
    case "value":
      return typeof value === "number" ? moneyText(value, currency) : moneyOf(value);
    case "expectedCloseOn":
    case "nextStepDueOn":
      return dayOf(value, clock);
    case "nextStep":
      return text ?? textOf(sideOf(value)?.text);
    case "ownerId":
    case "assigneeId":
      return text && (names[text] ?? "somebody who is gone");
    default:
      return text ?? JSON.stringify(value);
  }
}

/** A comment as it reads beside the deal: with names in the place of ids. */
function spoken(body: unknown, names: Readonly<Record<string, string>>): string | null {
  const text = textOf(body);
  return (
    text &&
    withNames(
      text,
      Object.entries(names).map(([id, name]) => ({ id, name })),
    )
  );
}

function moneyOf(value: unknown): string | null {
  const { minor, currency } = sideOf(value) ?? {};
  const isMoney =
    typeof minor === "string" &&
    /^\d+$/.test(minor) &&
    typeof currency === "string" &&
    isCurrency(currency);
  return isMoney ? moneyText(Number(toMajor(BigInt(minor), currency)), currency) : null;
}

function entries(after: Side | null): string {
  const added = Number(after?.added);
  if (!Number.isFinite(added)) return "entries";
  return `${added.toLocaleString("en")} ${added === 1 ? "entry" : "entries"}`;
}

function touchpoint(type: unknown): string {
  const known = EVENT_TYPES.find((event) => event === type);
  return known ? EVENT_LABELS[known] : "Touchpoint";
}

function dayOf(value: unknown, clock: ViewClock): string | null {
  const day = typeof value === "string" ? value.slice(0, 10) : "";
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? dateText(day, clock) : null;
}

function sideOf(value: unknown): Side | null {
  return typeof value === "object" && value !== null ? (value as Side) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
