import type { DealEventType, Direction } from "#lib/deals/event-types.ts";
import { DAY_MS } from "../constants.ts";
import type { RiskEvent } from "../types.ts";
import type { DealHistory } from "./deal-history.ts";

/** One row of a CSV file by its column names. */
export type Row = { [column: string]: string | undefined };

export type HistoryFiles = { deals: Row[]; activities: Row[]; stages: Row[] };

/**
 * Histories from the three files of a CRM export: deals (deal_id, deal_created_at, status,
 * closed_at, stage, stage_entered_at), activities (deal_id, type, direction, started_at) and stage
 * history (deal_id, stage, entered_at). Present values (stage, owner, close reason) describe the day
 * of the export and stand for no earlier moment.
 *
 * @throws when a deal has no id, naming the row. A deal without a creation date (a prospect nobody
 *   has spoken to) is left out.
 */
export function readHistories({ deals, activities, stages }: HistoryFiles): DealHistory[] {
  const events = groupByDeal(activities);
  const entries = groupByDeal(stages);
  return deals.flatMap((row, index) => {
    const id = cell(row, "id");
    if (!id) throw new Error(`deals, row ${index + 2}: deal_id is missing`);
    const createdAt = momentOf(cell(row, "createdAt"));
    if (createdAt === null) return [];
    const closedAt = momentOf(cell(row, "closedAt"));
    const outcome = closedAt === null ? null : outcomeOf(cell(row, "status"));
    return {
      id,
      createdAt,
      stages: stagesOf(entries.get(id) ?? [], row, outcome),
      events: (events.get(id) ?? []).flatMap(eventsOf),
      outcome,
      closedAt: outcome === null ? null : closedAt,
      record: null,
    };
  });
}

/** Names of a deal's columns: this product's own first, then those of plain opportunity lists. */
const DEAL_COLUMNS = {
  id: ["deal_id", "opportunity_id"],
  createdAt: ["deal_created_at", "engage_date"],
  closedAt: ["closed_at", "close_date"],
  status: ["status", "deal_stage"],
} as const;

function cell(row: Row, field: keyof typeof DEAL_COLUMNS): string | undefined {
  return DEAL_COLUMNS[field].map((column) => row[column]).find(Boolean);
}

function groupByDeal(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = row.deal_id;
    if (!id) continue;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return groups;
}

function outcomeOf(status: string | undefined): DealHistory["outcome"] {
  const text = status?.trim().toLowerCase();
  return text === "won" || text === "lost" ? text : null;
}

function stagesOf(
  rows: readonly Row[],
  deal: Row,
  outcome: DealHistory["outcome"],
): DealHistory["stages"] {
  const entries = rows
    .flatMap((row) => {
      const enteredAt = momentOf(row.entered_at);
      return row.stage && enteredAt !== null ? [{ stage: row.stage, enteredAt }] : [];
    })
    .sort((a, b) => a.enteredAt - b.enteredAt);
  if (entries.length > 0 || outcome !== null) return entries;
  // Without a history an open deal's stage is known from the moment it was entered.
  const enteredAt = momentOf(deal.stage_entered_at);
  return deal.stage && enteredAt !== null ? [{ stage: deal.stage, enteredAt }] : [];
}

/**
 * The moment of an activity is its start; how long it took is known only later and is not read. Desk
 * work ("internal") is no contact.
 */
function eventsOf(row: Row): RiskEvent[] {
  const occurredAt = momentOf(row.started_at);
  const direction = directionOf(row.direction);
  if (occurredAt === null || direction === null) return [];
  const type = touchTypeOf(row.type ?? "", direction);
  return [
    {
      type,
      direction,
      occurredAt,
      recordedAt: occurredAt,
      startsAt: null,
      isBackfilled: false,
      from: null,
      to: null,
    },
  ];
}

function directionOf(text: string | undefined): Direction | null {
  const name = text?.trim().toLowerCase().replace("-", "_");
  return name === "inbound" || name === "outbound" || name === "two_way" ? name : null;
}

/** By the words of the source's own type name; what remains is told by its direction. */
function touchTypeOf(name: string, direction: Direction): DealEventType {
  const text = name.toLowerCase();
  if (text.includes("competitor")) return "competitor_mentioned";
  if (text.includes("meeting")) return "meeting_held";
  if (text.includes("call")) return "call";
  if (text.includes("mail")) return direction === "inbound" ? "email_received" : "email_sent";
  return "other";
}

function momentOf(text: string | undefined): number | null {
  if (!text) return null;
  const moment = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  // Year 1–9999: anything else is a number that happened to parse.
  return Number.isNaN(moment) || Math.abs(moment) > 3_000_000 * DAY_MS ? null : moment;
}
