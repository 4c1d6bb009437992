import { Prisma } from "#generated/prisma/client.ts";
import { DIRECTIONS, EVENT_TYPES } from "#lib/deals/event-types.ts";
import { OPEN_STAGES } from "#lib/deals/stages.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import { touchOf, touchWeight } from "#lib/risk/touch.ts";
import type { RiskNorms, StageNorm, ValueNorm } from "#lib/risk/types.ts";

/**
 * Norms look at the latest won deals only: how deals were won years ago says little, and the cost
 * stays bounded however long the history.
 */
export const NORM_SAMPLE = 5_000;
/** Sources count as in use when they carried something within this time. */
const SOURCE_DAYS = 180;

type StageRow = StageNorm & { stage: string };

/**
 * What is normal in a workspace as of `now`, computed by the database: how long won deals stayed in
 * each stage and how often they were touched there, what open deals are worth, which sources speak.
 */
export async function computeNorms(
  client: DbOrTx,
  workspaceId: string,
  now: Date,
): Promise<RiskNorms> {
  const stages = await stageNorms(client, workspaceId);
  const [counts] = await client.$queryRaw<{ won: number; lost: number }[]>`
    SELECT count(*) FILTER (WHERE stage = 'closed_won')::int AS won,
           count(*) FILTER (WHERE stage = 'closed_lost')::int AS lost
    FROM "Deal" WHERE "workspaceId" = ${workspaceId} AND "deletedAt" IS NULL AND NOT "isOpen"`;
  return {
    asOf: now.getTime(),
    stages: Object.fromEntries(stages.map(({ stage, ...norm }) => [stage, norm])),
    won: counts?.won ?? 0,
    lost: counts?.lost ?? 0,
    value: await valueNorm(client, workspaceId),
    sources: await sourcesInUse(client, workspaceId, now),
    calibration: null,
  };
}

/**
 * A deal's stay in a stage is the sum of its visits there, each from the event that put it there to
 * the next such event or its close. Deals whose history is only assumed (imported without one) teach
 * nothing about time.
 */
async function stageNorms(client: DbOrTx, workspaceId: string): Promise<StageRow[]> {
  return client.$queryRaw<StageRow[]>`
    WITH won AS (
      SELECT id, "closedAt" FROM "Deal"
      WHERE "workspaceId" = ${workspaceId} AND stage = 'closed_won' AND "deletedAt" IS NULL
      ORDER BY "closedAt" DESC LIMIT ${NORM_SAMPLE}
    ), entries AS (
      SELECT e."dealId", COALESCE(e.payload->>'to', e.payload->>'stage') AS stage,
        e."occurredAt" AS entered,
        COALESCE(lead(e."occurredAt") OVER stay, won."closedAt") AS left_at,
        bool_or(e.payload ? 'assumed') OVER (PARTITION BY e."dealId") AS assumed
      FROM won JOIN "DealEvent" e ON e."dealId" = won.id
      WHERE e.type IN ('deal_created', 'stage_changed')
      WINDOW stay AS (PARTITION BY e."dealId" ORDER BY e."occurredAt",
        e.type <> 'deal_created', e."recordedAt", e.id)
    ), visits AS (
      SELECT "dealId", stage, entered, left_at,
        extract(epoch FROM left_at - entered) / 86400 AS days
      FROM entries WHERE NOT assumed AND stage IN (${Prisma.join([...OPEN_STAGES])})
    ), sampled AS (
      SELECT * FROM visits ORDER BY left_at DESC, "dealId", entered LIMIT ${NORM_SAMPLE}
    ), worth(type, direction, weight) AS (
      VALUES ${TOUCH_VALUES}
    ), touches AS (
      SELECT s.stage, sum(w.weight) AS weight
      FROM sampled s
      JOIN "DealEvent" e ON e."dealId" = s."dealId"
        AND e."occurredAt" >= s.entered AND e."occurredAt" < s.left_at
      JOIN worth w ON w.type = e.type AND w.direction IS NOT DISTINCT FROM e.direction
      GROUP BY s.stage
    ), times AS (
      SELECT stage, sum(days) AS days FROM sampled GROUP BY stage
    ), stays AS (
      SELECT stage, sum(days) AS days FROM visits GROUP BY "dealId", stage
    )
    SELECT s.stage, count(*)::int AS n,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY s.days))::float8 AS "medianDays",
      (percentile_cont(0.75) WITHIN GROUP (ORDER BY s.days))::float8 AS "p75Days",
      (percentile_cont(0.9) WITHIN GROUP (ORDER BY s.days))::float8 AS "p90Days",
      COALESCE(max(t.weight) / NULLIF(max(times.days), 0), 0)::float8 AS "touchesPerDay"
    FROM stays s
    LEFT JOIN touches t ON t.stage = s.stage
    LEFT JOIN times ON times.stage = s.stage
    GROUP BY s.stage`;
}

/**
 * What each kind of event is worth, asked of the engine itself, so that the pace of won deals and the
 * pace of an open deal are counted alike.
 */
const TOUCH_VALUES = Prisma.join(
  EVENT_TYPES.flatMap((type) =>
    [...DIRECTIONS, null].flatMap((direction) => {
      const weight = touchWeight(touchOf(type, direction));
      return weight === 0
        ? []
        : Prisma.sql`(${type}::"DealEventType", ${direction}::"Direction", ${weight}::float8)`;
    }),
  ),
);

async function valueNorm(client: DbOrTx, workspaceId: string): Promise<ValueNorm | null> {
  const [row] = await client.$queryRaw<{ n: number; q: number[] | null }[]>`
    SELECT count(base)::int AS n,
      percentile_cont(ARRAY[0.25, 0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY base) AS q
    FROM "DealInBase" WHERE "workspaceId" = ${workspaceId} AND "isOpen"`;
  const [p25, p50, p75, p90] = row?.q ?? [];
  if (!row || p25 === undefined || p50 === undefined || p75 === undefined || p90 === undefined) {
    return null;
  }
  return { n: row.n, p25, p50, p75, p90 };
}

async function sourcesInUse(
  client: DbOrTx,
  workspaceId: string,
  now: Date,
): Promise<RiskNorms["sources"]> {
  const since = new Date(now.getTime() - SOURCE_DAYS * 86_400_000);
  const [row] = await client.$queryRaw<RiskNorms["sources"][]>`
    SELECT
      EXISTS (SELECT 1 FROM "Deal" WHERE "workspaceId" = ${workspaceId} AND "deletedAt" IS NULL
        AND "lastActivityAt" >= ${since}) AS touchpoints,
      EXISTS (SELECT 1 FROM "Meeting" WHERE "workspaceId" = ${workspaceId}
        AND "startsAt" >= ${since}) AS calendar,
      EXISTS (SELECT 1 FROM "Deal" WHERE "workspaceId" = ${workspaceId} AND "deletedAt" IS NULL
        AND "isOpen" AND "nextStepDueOn" IS NOT NULL) AS "nextSteps"`;
  return row ?? { touchpoints: false, calendar: false, nextSteps: false };
}
