import { Prisma } from "#generated/prisma/client.ts";
import { OPEN_STAGES } from "#lib/deals/stages.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import { TOUCH_WEIGHT } from "#lib/risk/constants.ts";
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
 * A deal's stay in a stage runs from the event that put it there to the next such event or its close.
 * Deals whose history is only assumed (imported without one) teach nothing about time.
 */
async function stageNorms(client: DbOrTx, workspaceId: string): Promise<StageRow[]> {
  return client.$queryRaw<StageRow[]>`
    WITH won AS (
      SELECT id, "closedAt" FROM "Deal"
      WHERE "workspaceId" = ${workspaceId} AND stage = 'closed_won' AND "deletedAt" IS NULL
      ORDER BY "closedAt" DESC LIMIT ${NORM_SAMPLE}
    ), entries AS (
      SELECT e."dealId", COALESCE(e.payload->>'to', e.payload->>'stage') AS stage,
        e."occurredAt" AS entered, won."closedAt",
        lead(e."occurredAt") OVER stay AS next,
        bool_or(e.payload ? 'assumed') OVER (PARTITION BY e."dealId") AS assumed
      FROM won JOIN "DealEvent" e ON e."dealId" = won.id
      WHERE e.type IN ('deal_created', 'stage_changed')
      WINDOW stay AS (PARTITION BY e."dealId" ORDER BY e."occurredAt", e."recordedAt", e.id)
    ), stays AS (
      SELECT "dealId", stage, min(entered) AS entered, max(COALESCE(next, "closedAt")) AS left_at,
        sum(extract(epoch FROM COALESCE(next, "closedAt") - entered)) / 86400 AS days
      FROM entries WHERE NOT assumed AND stage IN (${Prisma.join([...OPEN_STAGES])})
      GROUP BY "dealId", stage
    ), touches AS (
      SELECT s.stage, sum(CASE
          WHEN e.type IN ('call', 'meeting_held') THEN ${TOUCH_WEIGHT.live}::float8
          WHEN e.direction = 'inbound' THEN ${TOUCH_WEIGHT.buyer}::float8
          ELSE ${TOUCH_WEIGHT.seller}::float8 END) AS weight
      FROM (SELECT * FROM stays ORDER BY left_at DESC LIMIT ${NORM_SAMPLE}) s
      JOIN "DealEvent" e ON e."dealId" = s."dealId"
        AND e."occurredAt" >= s.entered AND e."occurredAt" < s.left_at
        AND e.type IN ('email_sent', 'email_received', 'call', 'meeting_held', 'proposal_sent')
      GROUP BY s.stage
    ), sampled AS (
      SELECT stage, sum(days) AS days
      FROM (SELECT * FROM stays ORDER BY left_at DESC LIMIT ${NORM_SAMPLE}) s GROUP BY stage
    )
    SELECT s.stage, count(*)::int AS n,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY s.days))::float8 AS "medianDays",
      (percentile_cont(0.75) WITHIN GROUP (ORDER BY s.days))::float8 AS "p75Days",
      (percentile_cont(0.9) WITHIN GROUP (ORDER BY s.days))::float8 AS "p90Days",
      COALESCE(max(t.weight) / NULLIF(max(sampled.days), 0), 0)::float8 AS "touchesPerDay"
    FROM stays s
    LEFT JOIN touches t ON t.stage = s.stage
    LEFT JOIN sampled ON sampled.stage = s.stage
    GROUP BY s.stage`;
}

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
