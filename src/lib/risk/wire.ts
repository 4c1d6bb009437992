import { z } from "zod";
import type { RiskMove } from "#lib/risk/explain-move.ts";
import { BANDS, FACTOR_KEYS, type RiskReport, WAY_BACK_ACTIONS } from "#lib/risk/types.ts";

/** The assessment as callers of the API see it: moments are ISO 8601 in UTC. */

const moment = z.iso.datetime();
const index = z.number().min(0).max(1);
const band = z.enum(BANDS);
const lossRate = z.object({ value: index, n: z.number().int() });

export const recommendedActionSchema = z.object({
  label: z.string(),
  urgency: z.enum(["low", "medium", "high"]),
  dueAt: moment,
  factor: z.enum(FACTOR_KEYS),
});
export type RecommendedActionDto = z.infer<typeof recommendedActionSchema>;

export const riskReportSchema = z
  .object({
    at: moment,
    score: index,
    band,
    lossProbability: lossRate
      .extend({
        withoutClosingRule: lossRate.nullable().meta({
          description: "The same without deals that a rule seems to have closed.",
        }),
      })
      .nullable(),
    factors: z.array(
      z.object({
        key: z.enum(FACTOR_KEYS),
        value: index,
        weight: index,
        share: index,
        reason: z.string(),
        evidence: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
        abstained: z.boolean(),
      }),
    ),
    reasons: z.array(z.string()),
    recommendedAction: recommendedActionSchema.nullable(),
    timeToTrouble: z.object({ band, at: moment }).nullable(),
    wayBack: z
      .object({
        actions: z.array(z.object({ type: z.enum(WAY_BACK_ACTIONS), label: z.string() })),
        score: index,
      })
      .nullable(),
    coverage: z.object({
      known: z.number().int(),
      of: z.number().int(),
      missing: z.array(z.string()),
    }),
    policyVersion: z.number().int(),
    normsAsOf: moment,
  })
  .meta({ id: "Risk" });
export type RiskReportDto = z.infer<typeof riskReportSchema>;

const iso = (at: number) => new Date(at).toISOString();

export function toRiskReportDto(report: RiskReport): RiskReportDto {
  const { recommendedAction, timeToTrouble } = report;
  return {
    at: iso(report.at),
    score: report.score,
    band: report.band,
    lossProbability: report.lossProbability,
    factors: report.factors,
    reasons: report.reasons,
    recommendedAction: recommendedAction && {
      ...recommendedAction,
      dueAt: iso(recommendedAction.dueAt),
    },
    timeToTrouble: timeToTrouble && { band: timeToTrouble.band, at: iso(timeToTrouble.at) },
    wayBack: report.wayBack,
    coverage: report.coverage,
    policyVersion: report.policyVersion,
    normsAsOf: iso(report.normsAsOf),
  };
}

const moveEnd = z.object({ at: moment, score: index, band });
const side = z.object({ value: index, share: index, reason: z.string() });

export const riskMoveSchema = z
  .object({
    from: moveEnd,
    to: moveEnd,
    change: z.number().meta({ description: "Score after less score before." }),
    factors: z
      .array(z.object({ key: z.enum(FACTOR_KEYS), change: z.number(), before: side, after: side }))
      .meta({ description: "All six, largest change first; their changes sum to the score's." }),
    policyChanged: z.boolean(),
    normsChanged: z.boolean(),
  })
  .meta({ id: "RiskChanges" });
export type RiskMoveDto = z.infer<typeof riskMoveSchema>;

export function toRiskMoveDto(move: RiskMove): RiskMoveDto {
  return {
    ...move,
    from: { ...move.from, at: iso(move.from.at) },
    to: { ...move.to, at: iso(move.to.at) },
  };
}
