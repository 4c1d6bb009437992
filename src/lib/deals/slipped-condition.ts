import { Prisma } from "#generated/prisma/client.ts";
import type { Period } from "#lib/platform/calendar-periods.ts";

/**
 * What "slipped" means everywhere: within the period the close date was moved from before `dayAfter`
 * to that day or later. `deal` is the alias of the deal's row.
 */
export function slippedCondition(deal: Prisma.Sql, period: Period, dayAfter: string): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM "DealEvent" e WHERE e."dealId" = ${deal}.id AND e.type = 'close_date_changed'
      AND e."occurredAt" >= ${period.start} AND e."occurredAt" < ${period.end}
      AND e.payload->>'from' < ${dayAfter} AND e.payload->>'to' >= ${dayAfter})`;
}
