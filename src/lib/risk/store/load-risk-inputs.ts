import type { Stage } from "#lib/deals/stages.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import { valueInBase } from "#lib/platform/money.ts";
import { loadNorms, loadPolicies } from "#lib/risk/store/load-settings.ts";
import type { Band, RiskDeal, RiskEvent, RiskInput, RiskNorms } from "#lib/risk/types.ts";

/** A deal with all that its assessment needs, and what is stored about it so far. */
export type LoadedDeal = {
  id: string;
  workspaceId: string;
  input: RiskInput;
  normsId: string | null;
  /** Minor units of the workspace currency; null when there is no rate for the deal's own. */
  baseValue: number | null;
  stored: { score: number; band: Band; isComputed: boolean };
};

type DealColumns = {
  id: string;
  workspaceId: string;
  stage: Stage;
  stageEnteredAt: number;
  createdAt: number;
  closedAt: number | null;
  expectedCloseOn: string | null;
  nextStep: string | null;
  nextStepDueOn: string | null;
  timeZone: string;
  value: string;
  currency: string;
  baseCurrency: string;
  rate: string | null;
  riskScore: number;
  riskBand: Band;
  isComputed: boolean;
  events: EventColumns[];
};

/** [type, direction, occurredAt, recordedAt, startsAt, isBackfilled, from, to], see RiskEvent. */
type EventColumns = [
  RiskEvent["type"],
  RiskEvent["direction"],
  number,
  number,
  string | null,
  boolean,
  RiskEvent["from"],
  RiskEvent["to"],
];

/**
 * Reads the given deals with their whole event logs in three statements, however many they are. The
 * caller has already made sure that it may touch them.
 */
export async function loadRiskInputs(
  client: DbOrTx,
  dealIds: readonly string[],
  now: Date,
): Promise<LoadedDeal[]> {
  if (dealIds.length === 0) return [];
  // Events come as one JSON array a deal: fewer and smaller rows than one row an event, and only
  // the parts of each payload that the engine reads.
  const rows = await client.$queryRaw<DealColumns[]>`
    SELECT d.id, d."workspaceId", d.stage::text AS stage,
      (extract(epoch FROM d."stageEnteredAt") * 1000)::float8 AS "stageEnteredAt",
      (extract(epoch FROM d."createdAt") * 1000)::float8 AS "createdAt",
      (extract(epoch FROM d."closedAt") * 1000)::float8 AS "closedAt",
      d."expectedCloseOn"::text AS "expectedCloseOn", d."nextStep",
      d."nextStepDueOn"::text AS "nextStepDueOn",
      COALESCE(t.timezone, u.timezone) AS "timeZone",
      d.value::text AS value, d.currency, COALESCE(t.currency, u.currency) AS "baseCurrency",
      r.rate::text AS rate,
      d."riskScore", d."riskBand"::text AS "riskBand", d."riskComputedAt" IS NOT NULL AS "isComputed",
      COALESCE(e.events, '[]'::json) AS events
    FROM "Deal" d
    JOIN "User" u ON u.id = d."userId"
    LEFT JOIN "Team" t ON t.id = d."teamId"
    LEFT JOIN "ExchangeRate" r ON r."workspaceId" = d."workspaceId" AND r.currency = d.currency
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_array(
        e.type, e.direction,
        (extract(epoch FROM e."occurredAt") * 1000)::float8,
        (extract(epoch FROM e."recordedAt") * 1000)::float8,
        CASE e.type WHEN 'meeting_scheduled' THEN e.payload->'startsAt'
          WHEN 'deal_created' THEN e.payload->'stageEnteredAt' END,
        e.payload ? 'backfilled',
        e.payload->'from', e.payload->'to')) AS events
      FROM "DealEvent" e WHERE e."dealId" = d.id
    ) e ON true
    WHERE d.id = ANY(${dealIds})`;
  const workspaceIds = [...new Set(rows.map((row) => row.workspaceId))];
  const norms = await loadNorms(client, workspaceIds);
  const policies = await loadPolicies(client, workspaceIds);
  const at = now.getTime();
  return rows.map((row) => {
    const known = norms(row.workspaceId);
    return {
      id: row.id,
      workspaceId: row.workspaceId,
      input: {
        deal: toRiskDeal(row),
        events: row.events.map(toRiskEvent),
        norms: known.norms,
        policy: policies(row.workspaceId),
        at,
      },
      normsId: known.id,
      baseValue: valueInBase(BigInt(row.value), row.currency, row.baseCurrency, row.rate),
      stored: { score: row.riskScore, band: row.riskBand, isComputed: row.isComputed },
    };
  });
}

export type NormsInForce = { id: string | null; norms: RiskNorms };

function toRiskDeal(row: DealColumns): RiskDeal {
  return {
    stage: row.stage,
    stageEnteredAt: row.stageEnteredAt,
    createdAt: row.createdAt,
    isClosed: row.closedAt !== null,
    closedAt: row.closedAt,
    expectedCloseOn: row.expectedCloseOn,
    nextStep: row.nextStep,
    nextStepDueOn: row.nextStepDueOn,
    timeZone: row.timeZone,
  };
}

function toRiskEvent(columns: EventColumns): RiskEvent {
  const [type, direction, occurredAt, recordedAt, startsAt, isBackfilled, from, to] = columns;
  const starts = startsAt === null ? Number.NaN : Date.parse(startsAt);
  return {
    type,
    direction,
    occurredAt,
    recordedAt,
    startsAt: Number.isNaN(starts) ? null : starts,
    isBackfilled,
    from,
    to,
  };
}
