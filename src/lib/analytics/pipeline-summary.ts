import type { Workspace } from "#lib/access/workspace.ts";
import { type CurrencyPart, type Sum, sumConverter } from "#lib/analytics/convert-sums.ts";
import { OPEN_STAGES, type OpenStage } from "#lib/deals/stages.ts";
import { db } from "#lib/platform/db.ts";
import { BANDS, type Band } from "#lib/risk/types.ts";

export const SCORE_BINS = 10;

export type PipelineSummary = {
  stages: { stage: OpenStage; bands: Record<Band, Sum> }[];
  /** Open deals by score, in SCORE_BINS equal bins from 0 to 1. */
  scoreBins: number[];
  total: Sum;
};

type Row = CurrencyPart & { stage: OpenStage; band: Band };

/** The open pipeline of a workspace by stage and band, and how its scores are spread. */
export async function getPipelineSummary(workspace: Workspace): Promise<PipelineSummary> {
  const [convert, rows, bins] = await Promise.all([
    sumConverter(workspace),
    db().$queryRaw<Row[]>`
      SELECT stage::text AS stage, "riskBand"::text AS band, currency,
        sum(value)::bigint AS minor, count(*)::int AS count
      FROM "Deal" WHERE "workspaceId" = ${workspace.id} AND "isOpen" AND "deletedAt" IS NULL
      GROUP BY stage, "riskBand", currency`,
    db().$queryRaw<{ bin: number; count: number }[]>`
      SELECT least(floor("riskScore" * ${SCORE_BINS}::int), ${SCORE_BINS}::int - 1)::int AS bin,
        count(*)::int AS count
      FROM "Deal" WHERE "workspaceId" = ${workspace.id} AND "isOpen" AND "deletedAt" IS NULL
      GROUP BY 1`,
  ]);
  const partsOf = (stage: OpenStage, band: Band) =>
    rows.filter((row) => row.stage === stage && row.band === band);
  const counts = new Map(bins.map(({ bin, count }) => [bin, count]));
  return {
    stages: OPEN_STAGES.map((stage) => ({
      stage,
      bands: Object.fromEntries(
        BANDS.map((band) => [band, convert(partsOf(stage, band))]),
      ) as Record<Band, Sum>,
    })),
    scoreBins: Array.from({ length: SCORE_BINS }, (_, bin) => counts.get(bin) ?? 0),
    total: convert(rows),
  };
}
