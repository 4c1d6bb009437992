import { Prisma } from "#generated/prisma/client.ts";
import type { DealDto, DealSort } from "#lib/deals/schema.ts";
import { isStage } from "#lib/deals/stages.ts";
import {
  type CursorPart,
  isDatabaseMoment,
  isDay,
  isDecimal,
  isText,
  isWhole,
} from "#lib/platform/cursor.ts";

export type DealOrder = {
  /** The expression sorted by, never null; an index of the same form exists for each. */
  key: Prisma.Sql;
  direction: Prisma.Sql;
  /** Rows with the same key follow their ids, which way round the index can be read. */
  idDirection: Prisma.Sql;
  part: CursorPart;
  /**
   * For orders by risk, which creeps between two refreshes: puts a page's deals in the order of what
   * they show.
   */
  compare: ((a: DealDto, b: DealDto) => number) | null;
  /**
   * The rows behind the row with this key and id, as two conditions that exclude each other: those
   * with its key and those beyond it. Apart, each is a range of the index, however many share a key.
   */
  after: (key: string, id: string) => [Prisma.Sql, Prisma.Sql];
};

type Column = {
  key: Prisma.Sql;
  type: Prisma.Sql;
  part: CursorPart;
  natural: "asc" | "desc";
};

const COLUMNS: Record<DealSort, Column> = {
  priority: column("d.priority", "float8", isDecimal, "desc"),
  risk: column('d."riskScore"', "float8", isDecimal, "desc"),
  value: column("d.value", "bigint", isWhole, "desc"),
  stage: column("d.stage", '"Stage"', isStage, "asc"),
  name: column("d.name", "text", isText, "asc"),
  // Deals without a date come last when the nearest date comes first.
  expectedCloseOn: column(`COALESCE(d."expectedCloseOn", DATE '9999-12-31')`, "date", isDay, "asc"),
  lastActivityAt: column(
    `COALESCE(d."lastActivityAt", TIMESTAMPTZ '-infinity')`,
    "timestamptz",
    isDatabaseMoment,
    "desc",
  ),
  updatedAt: column('d."updatedAt"', "timestamptz", isDatabaseMoment, "desc"),
};

const SHOWN: Partial<Record<DealSort, (deal: DealDto) => number>> = {
  risk: (deal) => deal.risk.score,
  priority: (deal) => deal.priority,
};

function column(key: string, type: string, part: CursorPart, natural: "asc" | "desc"): Column {
  return { key: Prisma.raw(key), type: Prisma.raw(type), part, natural };
}

export function dealOrder(sort: DealSort, wished?: "asc" | "desc"): DealOrder {
  const { key, type, part, natural } = COLUMNS[sort];
  const isAscending = (wished ?? natural) === "asc";
  const shown = SHOWN[sort];
  const beyond = (isForward: boolean) => Prisma.raw(isForward ? ">" : "<");
  const towards = (isForward: boolean) => Prisma.raw(isForward ? "ASC" : "DESC");
  const isNatural = (wished ?? natural) === natural;
  return {
    key,
    part,
    compare: shown ? (a, b) => (isAscending ? 1 : -1) * (shown(a) - shown(b)) : null,
    direction: towards(isAscending),
    idDirection: towards(isNatural),
    after: (value, id) => [
      Prisma.sql`${key} = ${value}::text::${type} AND d.id ${beyond(isNatural)} ${id}`,
      Prisma.sql`${key} ${beyond(isAscending)} ${value}::text::${type}`,
    ],
  };
}
