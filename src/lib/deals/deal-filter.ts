import { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import type { ListDealsInput } from "#lib/deals/schema.ts";
import { slippedCondition } from "#lib/deals/slipped-condition.ts";
import { calendarAt } from "#lib/platform/calendar-periods.ts";

const WEEK_MS = 7 * 86_400_000;

/**
 * The conditions of a list's filters on "Deal" d. Says nothing about whose deals: the caller does.
 *
 * @param timezone decides what "this month" is.
 */
export function dealFilter(ctx: Context, input: ListDealsInput, timezone: string): Prisma.Sql {
  const conditions: Prisma.Sql[] = [Prisma.sql`true`];
  if (input.stage?.length) conditions.push(Prisma.sql`d.stage::text = ANY(${input.stage})`);
  if (input.band?.length) conditions.push(Prisma.sql`d."riskBand"::text = ANY(${input.band})`);
  if (input.owner) {
    const owner = input.owner === "me" ? ctx.user.id : input.owner;
    conditions.push(Prisma.sql`(d."userId" = ${owner} OR d."assignedToId" = ${owner})`);
  }
  if (input.source?.length) {
    conditions.push(Prisma.sql`COALESCE(d.source::text, 'manual') = ANY(${input.source})`);
  }
  if (input.q) conditions.push(Prisma.sql`d."searchText" LIKE ${containing(input.q)}`);
  // Amounts are compared in each deal's own currency, as they are shown beside it.
  const minor = Prisma.sql`10::numeric ^ manual_currency_digits(d.currency)`;
  if (input.minValue !== undefined) {
    conditions.push(Prisma.sql`d.value >= ${input.minValue}::float8::numeric * ${minor}`);
  }
  if (input.maxValue !== undefined) {
    conditions.push(Prisma.sql`d.value <= ${input.maxValue}::float8::numeric * ${minor}`);
  }
  if (input.changed === "week") {
    conditions.push(Prisma.sql`d."updatedAt" >= ${new Date(ctx.now.getTime() - WEEK_MS)}`);
  }
  if (input.closed === "this_month") {
    const { start } = calendarAt(ctx.now, timezone).thisMonth;
    conditions.push(Prisma.sql`d."closedAt" >= ${start}`);
  }
  if (input.slipped === "this_month") {
    const { thisMonth, nextMonthOn } = calendarAt(ctx.now, timezone);
    conditions.push(slippedCondition(Prisma.sql`d`, thisMonth, nextMonthOn));
  }
  return Prisma.join(conditions, " AND ");
}

/** A LIKE pattern that finds the text as it stands, in any case. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
}
