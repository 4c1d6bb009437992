import { Prisma } from "#generated/prisma/client.ts";

/** A table whose rows are chained, in the words of the database. `r` is the row. */
export type ChainedTable = {
  name: "DealTimeline" | "AuditLog";
  table: Prisma.Sql;
  /** The column that says which chain a row belongs to; unique together with its place. */
  key: Prisma.Sql;
  /** The name of that chain in AuditChain. */
  chain: Prisma.Sql;
  /**
   * What no row that was written by the product says, and what the hash could not tell from another
   * value or not be computed for.
   */
  isUnreadable: Prisma.Sql;
};

export const CHAINED_TABLES: readonly ChainedTable[] = [
  {
    name: "DealTimeline",
    table: Prisma.sql`"DealTimeline"`,
    key: Prisma.sql`"dealId"`,
    chain: Prisma.sql`'deal:' || "dealId"`,
    isUnreadable: Prisma.sql`NOT isfinite((r)."occurredAt")
      OR (r).before IS NOT DISTINCT FROM 'null'::jsonb OR (r).after IS NOT DISTINCT FROM 'null'::jsonb`,
  },
  {
    name: "AuditLog",
    table: Prisma.sql`"AuditLog"`,
    key: Prisma.sql`chain`,
    chain: Prisma.sql`chain`,
    isUnreadable: Prisma.sql`NOT isfinite((r)."occurredAt")`,
  },
];
