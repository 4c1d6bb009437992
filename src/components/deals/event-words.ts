import { EVENT_LABELS } from "#components/deals/event-labels.ts";
import { dateText, type ViewClock } from "#components/ui/moment-words.ts";
import type { DealEventType, Direction } from "#lib/deals/event-types.ts";
import { isStage, STAGE_LABELS } from "#lib/deals/stages.ts";
import { moneyText } from "#lib/platform/format-money.ts";
import { isCurrency, toMajor } from "#lib/platform/money.ts";

type EventFacts = { type: DealEventType; direction: Direction | null; payload: unknown };

function read(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function stage(value: unknown): string {
  return typeof value === "string" && isStage(value) ? STAGE_LABELS[value] : "an unknown stage";
}

function money(value: unknown): string {
  const minor = text(read(value, "minor"));
  const currency = text(read(value, "currency"));
  if (!minor || !currency || !/^\d+$/.test(minor) || !isCurrency(currency)) return "no value";
  return moneyText(Number(toMajor(BigInt(minor), currency)), currency);
}

function day(value: unknown, clock: ViewClock): string | null {
  const date = text(value);
  return date && /^\d{4}-\d{2}-\d{2}$/.test(date) ? dateText(date, clock) : null;
}

function nextStep(value: unknown, clock: ViewClock): string {
  const words = text(read(value, "text"));
  const due = day(read(value, "dueOn"), clock);
  if (!words) return "Next step cleared";
  return due ? `Next step: ${words}, due ${due}` : `Next step: ${words}`;
}

/**
 * One event as a short sentence without its note. Payloads come from the log and may be older than
 * this code, so nothing in them is taken for granted.
 */
export function eventWords({ type, direction, payload }: EventFacts, clock: ViewClock): string {
  const from = read(payload, "from");
  const to = read(payload, "to");
  switch (type) {
    case "call":
      return direction === "outbound"
        ? "Call to the customer"
        : direction === "inbound"
          ? "Call from the customer"
          : "Call";
    case "deal_created":
      return `Created in ${stage(read(payload, "stage"))} at ${money(read(payload, "value"))}`;
    case "stage_changed":
      return `Moved from ${stage(from)} to ${stage(to)}`;
    case "value_changed":
      return `Value changed from ${money(from)} to ${money(to)}`;
    case "close_date_changed":
      return `Expected close moved from ${day(from, clock) ?? "no date"} to ${day(to, clock) ?? "no date"}`;
    case "next_step_changed":
      return nextStep(to, clock);
    default:
      return EVENT_LABELS[type];
  }
}

/** The free text somebody wrote with a touchpoint. */
export function eventNote(payload: unknown): string | null {
  return text(read(payload, "note"));
}
