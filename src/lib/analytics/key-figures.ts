import { Prisma } from "#generated/prisma/client.ts";
import type { Workspace } from "#lib/access/workspace.ts";
import { type CurrencyPart, type Sum, sumConverter } from "#lib/analytics/convert-sums.ts";
import { slippedCondition } from "#lib/deals/slipped-condition.ts";
import { type Calendar, calendarAt, type Period } from "#lib/platform/calendar-periods.ts";
import { db } from "#lib/platform/db.ts";

/** A sum now and what it was one period before. */
export type Figure = { now: Sum; before: Sum };

export type KeyFigures = {
  /** Value of the open deals, against the start of the month. */
  open: Figure;
  /** Value of the open deals in High, against the start of the month. */
  atRisk: Figure;
  /** Deals whose close date was moved out of the month during it, against the whole month before. */
  slipped: Figure;
  /** Deals won so far this month, against the same days of the month before. */
  won: Figure;
  calendar: Calendar;
};

/** The four figures of the day for a workspace whose membership the caller has checked. */
export async function getKeyFigures(workspace: Workspace, now: Date): Promise<KeyFigures> {
  const calendar = calendarAt(now, workspace.timezone);
  const { thisMonth, sameDaysBefore, lastMonth, thisMonthOn, nextMonthOn } = calendar;
  const [convert, open, openBefore, atRisk, atRiskBefore, slipped, slippedBefore, won, wonBefore] =
    await Promise.all([
      sumConverter(workspace),
      openNow(workspace.id, false),
      openAt(workspace.id, thisMonth.start, false),
      openNow(workspace.id, true),
      openAt(workspace.id, thisMonth.start, true),
      slippedIn(workspace.id, thisMonth, nextMonthOn),
      slippedIn(workspace.id, lastMonth, thisMonthOn),
      wonIn(workspace.id, thisMonth),
      wonIn(workspace.id, sameDaysBefore),
    ]);
  return {
    open: { now: convert(open), before: convert(openBefore) },
    atRisk: { now: convert(atRisk), before: convert(atRiskBefore) },
    slipped: { now: convert(slipped), before: convert(slippedBefore) },
    won: { now: convert(won), before: convert(wonBefore) },
    calendar,
  };
}

const SUMS = Prisma.sql`sum(x.value)::bigint AS minor, count(*)::int AS count`;

function openNow(workspaceId: string, isHighOnly: boolean): Promise<CurrencyPart[]> {
  const band = isHighOnly ? Prisma.sql`AND x."riskBand" = 'high'` : Prisma.empty;
  return db().$queryRaw`
    SELECT x.currency, ${SUMS} FROM "Deal" x
    WHERE x."workspaceId" = ${workspaceId} AND x."isOpen" AND x."deletedAt" IS NULL ${band}
    GROUP BY x.currency`;
}

/**
 * The open deals as they stood at a moment: stage and value are taken back by the first change after
 * it, the band is that of the last snapshot before it. Deals not touched since are read as they are.
 */
function openAt(workspaceId: string, at: Date, isHighOnly: boolean): Promise<CurrencyPart[]> {
  const band = isHighOnly
    ? Prisma.sql`AND (SELECT s.band FROM "RiskSnapshot" s WHERE s."dealId" = x.id AND s.at <= ${at}
        ORDER BY s.at DESC LIMIT 1) = 'high'`
    : Prisma.empty;
  return db().$queryRaw`
    SELECT x.currency, ${SUMS} FROM (
      SELECT d.id, COALESCE(v.value, d.value) AS value, COALESCE(v.currency, d.currency) AS currency
      FROM "Deal" d
      LEFT JOIN LATERAL (
        SELECT e.payload->>'from' AS stage FROM "DealEvent" e
        WHERE e."dealId" = d.id AND e.type = 'stage_changed' AND e."occurredAt" > ${at}
        ORDER BY e."occurredAt" LIMIT 1
      ) s ON d."updatedAt" > ${at}
      LEFT JOIN LATERAL (
        SELECT (e.payload->'from'->>'minor')::bigint AS value, e.payload->'from'->>'currency' AS currency
        FROM "DealEvent" e
        WHERE e."dealId" = d.id AND e.type = 'value_changed' AND e."occurredAt" > ${at}
        ORDER BY e."occurredAt" LIMIT 1
      ) v ON d."updatedAt" > ${at}
      WHERE d."workspaceId" = ${workspaceId} AND d."deletedAt" IS NULL AND d."createdAt" <= ${at}
        AND (d."isOpen" OR d."updatedAt" > ${at})
        AND COALESCE(s.stage, d.stage::text) NOT IN ('closed_won', 'closed_lost')
    ) x WHERE true ${band}
    GROUP BY x.currency`;
}

/** Deals that were due before `dayAfter` and were moved to that day or later within the period. */
function slippedIn(workspaceId: string, period: Period, dayAfter: string): Promise<CurrencyPart[]> {
  return db().$queryRaw`
    SELECT x.currency, ${SUMS} FROM "Deal" x
    WHERE x."workspaceId" = ${workspaceId} AND x."deletedAt" IS NULL
      AND ${slippedCondition(Prisma.sql`x`, period, dayAfter)}
    GROUP BY x.currency`;
}

function wonIn(workspaceId: string, { start, end }: Period): Promise<CurrencyPart[]> {
  return db().$queryRaw`
    SELECT x.currency, ${SUMS} FROM "Deal" x
    WHERE x."workspaceId" = ${workspaceId} AND x.stage = 'closed_won' AND x."deletedAt" IS NULL
      AND x."closedAt" >= ${start} AND x."closedAt" < ${end}
    GROUP BY x.currency`;
}
