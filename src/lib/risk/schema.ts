import { z } from "zod";
import { CLOSURE_CLOCKS, FACTOR_KEYS, type RiskNorms, type RiskPolicy } from "./types.ts";

/** Shapes of stored and submitted risk settings and norms. Safe for the browser. */

const days = z.number().min(0.5).max(365);
const stageName = z.string().min(1).max(100);
const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const moment = z.number().int();

/** A weight of exactly 1 would make one factor certainty and leave the others no share. */
const factorPolicySchema = z.object({
  enabled: z.boolean(),
  weight: z.number().min(0).max(0.95),
});

export const riskPolicySchema = z.object({
  version: count,
  inactivityDays: z.object({
    overall: days,
    perStage: z.record(stageName, days),
  }),
  weekendsCount: z.boolean(),
  factors: z.record(z.enum(FACTOR_KEYS), factorPolicySchema),
  bands: z
    .object({ medium: z.number().min(0.05).max(0.9), high: z.number().min(0.1).max(0.95) })
    .refine((edges) => edges.medium < edges.high, {
      path: ["high"],
      error: "High must begin above Medium.",
    }),
}) satisfies z.ZodType<RiskPolicy>;

const stageNormSchema = z.object({
  n: count,
  medianDays: z.number().nonnegative(),
  p75Days: z.number().nonnegative(),
  p90Days: z.number().nonnegative(),
  touchesPerDay: z.number().nonnegative(),
});

const calibrationFitSchema = z.object({
  won: count,
  lost: count,
  samples: count,
  stageCoefficient: z.number(),
  indexCoefficient: z.number(),
  indexMean: share,
  baseRate: share,
  stages: z.record(stageName, z.object({ rate: share, n: count })),
});

const calibrationSchema = calibrationFitSchema.extend({
  fittedAt: moment,
  closingRule: z
    .object({
      clock: z.enum(CLOSURE_CLOCKS),
      days: count,
      deals: count,
      without: calibrationFitSchema.nullable(),
    })
    .nullable(),
});

export const riskNormsSchema = z.object({
  asOf: moment,
  stages: z.record(stageName, stageNormSchema),
  won: count,
  lost: count,
  value: z
    .object({ n: count, p25: z.number(), p50: z.number(), p75: z.number(), p90: z.number() })
    .nullable(),
  sources: z.object({ touchpoints: z.boolean(), calendar: z.boolean(), nextSteps: z.boolean() }),
  calibration: calibrationSchema.nullable(),
}) satisfies z.ZodType<RiskNorms>;
