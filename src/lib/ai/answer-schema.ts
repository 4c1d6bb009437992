import { z } from "zod";
import { STAGES } from "#lib/deals/stages.ts";
import { BANDS, FACTOR_KEYS } from "#lib/risk/types.ts";

/**
 * What the assistant found out, as data: every name, number, date and stage comes from a query under
 * the rights of whoever asked. Renderers, the analyst's sentences, a model's context and the checker
 * read the same answer. Safe for the browser; kept with the message as JSON.
 */

const moment = z.iso.datetime();
const day = z.iso.date();
/** Major units of `currency`. */
const amount = z.number();
const sum = z.object({
  value: amount,
  count: z.number().int().nonnegative(),
  /** Deals in `count` but not in `value`: their currency has no rate. */
  withoutRate: z.number().int().nonnegative(),
});
const person = z.object({ id: z.string(), name: z.string() });
const period = z.object({ label: z.string(), start: moment, end: moment });

/** A deal as far as an answer names it. */
export const dealRefSchema = z.object({
  id: z.string(),
  name: z.string(),
  company: z.string().nullable(),
  stage: z.enum(STAGES),
  band: z.enum(BANDS),
  score: z.number().min(0).max(1),
  value: amount,
  currency: z.string(),
  owner: person,
  expectedCloseOn: day.nullable(),
});
export type DealRef = z.infer<typeof dealRefSchema>;

const factor = z.object({
  key: z.enum(FACTOR_KEYS),
  label: z.string(),
  /** Share of the score that the factor explains, 0–1. */
  share: z.number(),
  /** The fact, the norm and the unit, in words. */
  reason: z.string(),
});

/** Deals with a fact each that tells why they are listed. `total` counts those beyond the list too. */
const dealRows = {
  rows: z.array(z.object({ deal: dealRefSchema, fact: z.string() })),
  total: z.number().int().nonnegative(),
};

const attention = z.object({
  kind: z.literal("attention"),
  scope: z.enum(["mine", "workspace"]),
  rows: z.array(
    z.object({
      deal: dealRefSchema,
      reason: z.string(),
      action: z.string().nullable(),
      trouble: z.object({ band: z.enum(BANDS), at: moment }).nullable(),
    }),
  ),
  total: z.number().int().nonnegative(),
});

const dealProfile = z.object({
  kind: z.literal("deal_profile"),
  deal: dealRefSchema,
  contact: z.object({ name: z.string().nullable(), email: z.string().nullable() }),
  assignee: person.nullable(),
  stageEnteredAt: moment,
  daysInStage: z.number().int().nonnegative(),
  lastActivityAt: moment.nullable(),
  nextStep: z.object({ text: z.string().nullable(), dueOn: day.nullable() }),
  closedAt: moment.nullable(),
  snoozedUntil: moment.nullable(),
  factors: z.array(factor),
  action: z.object({ label: z.string(), detail: z.string() }).nullable(),
  trouble: z.object({ band: z.enum(BANDS), at: moment }).nullable(),
  recent: z.array(z.object({ id: z.string(), at: moment, what: z.string() })),
  meetings: z.array(z.object({ id: z.string(), at: moment, title: z.string() })),
});

/** Health: the share of the open value that is not at risk, the mean of 1 − score weighed by value. */
const healthChange = z.object({
  kind: z.literal("health_change"),
  period,
  currency: z.string(),
  /** 0–1. */
  before: z.number().nullable(),
  now: z.number().nullable(),
  openBefore: sum,
  openNow: sum,
  /** What moved it, largest first; `effect` in points of health (0–1), all of them add up to now − before. */
  causes: z.array(
    z.object({
      deal: dealRefSchema,
      effect: z.number(),
      scoreBefore: z.number().nullable(),
      scoreNow: z.number().nullable(),
      why: z.string(),
    }),
  ),
  /** Effect of everything that is not listed. */
  rest: z.object({ effect: z.number(), count: z.number().int().nonnegative() }),
});

const comparison = z.object({
  kind: z.literal("comparison"),
  whose: person.nullable(),
  current: period,
  previous: period,
  currency: z.string(),
  lines: z.array(
    z.object({
      key: z.enum([
        "won_value",
        "won_count",
        "lost_count",
        "win_rate",
        "created_value",
        "created_count",
        "activities",
        "average_cycle_days",
      ]),
      label: z.string(),
      unit: z.enum(["money", "count", "share", "days"]),
      current: z.number().nullable(),
      previous: z.number().nullable(),
      /** Whether more of it is better; null where neither is. */
      moreIsBetter: z.boolean().nullable(),
    }),
  ),
});

const stalled = z.object({
  kind: z.literal("stalled"),
  stage: z.enum(STAGES).nullable(),
  ...dealRows,
});

const missingNextStep = z.object({ kind: z.literal("missing_next_step"), ...dealRows });

const forecast = z.object({
  kind: z.literal("forecast"),
  period,
  currency: z.string(),
  /** Already won in the period. */
  won: sum,
  /** Open deals that are expected to close in it. */
  open: sum,
  /** Of those: Low, which should come; all but High; and all. Won is in each. */
  commit: amount,
  likely: amount,
  best: amount,
  /** Won, and each open value weighed by 1 − score. */
  weighted: amount,
  stages: z.array(z.object({ stage: z.enum(STAGES), sum })),
  atRisk: z.array(z.object({ deal: dealRefSchema, fact: z.string() })),
});

const similarDeals = z.object({
  kind: z.literal("similar_deals"),
  deal: dealRefSchema,
  rows: z.array(
    z.object({
      deal: dealRefSchema,
      /** 0–1. */
      similarity: z.number(),
      why: z.string(),
      outcome: z.enum(["open", "won", "lost"]),
    }),
  ),
});

const repActivity = z.object({
  kind: z.literal("rep_activity"),
  period,
  currency: z.string(),
  people: z.array(
    z.object({
      person,
      touchpoints: z.record(z.string(), z.number().int()),
      total: z.number().int().nonnegative(),
      openDeals: sum,
      won: sum,
      quietDeals: z.number().int().nonnegative(),
    }),
  ),
});

const changes = z.object({
  kind: z.literal("changes"),
  since: moment,
  sinceLabel: z.string(),
  deal: dealRefSchema.nullable(),
  rows: z.array(z.object({ deal: dealRefSchema, what: z.string(), at: moment })),
  total: z.number().int().nonnegative(),
});

const followUpMail = z.object({
  kind: z.literal("follow_up_mail"),
  deal: dealRefSchema,
  to: z.object({ name: z.string().nullable(), email: z.string().nullable() }),
  subject: z.string(),
  body: z.string(),
  /** The facts on which the draft rests. */
  because: z.array(z.string()),
});

const dealList = z.object({
  kind: z.literal("deal_list"),
  /** The filter in words: "open deals in Proposal above $50,000, owned by Amira Haddad". */
  title: z.string(),
  currency: z.string(),
  sum,
  ...dealRows,
});

const pipelineSummary = z.object({
  kind: z.literal("pipeline_summary"),
  currency: z.string(),
  whose: person.nullable(),
  total: sum,
  stages: z.array(z.object({ stage: z.enum(STAGES), sum, bands: z.record(z.enum(BANDS), sum) })),
});

/** The question fits several records: which one is meant? */
const choice = z.object({
  kind: z.literal("choice"),
  question: z.string(),
  options: z.array(
    z.object({
      label: z.string(),
      detail: z.string(),
      ask: z.string(),
      dealId: z.string().nullable(),
    }),
  ),
});

/** No query answers it. Says so, and what can be asked instead. */
const cannotAnswer = z.object({
  kind: z.literal("cannot_answer"),
  reason: z.string(),
  suggestions: z.array(z.string()),
});

export const answerSchema = z.discriminatedUnion("kind", [
  attention,
  dealProfile,
  healthChange,
  comparison,
  stalled,
  missingNextStep,
  forecast,
  similarDeals,
  repActivity,
  changes,
  followUpMail,
  dealList,
  pipelineSummary,
  choice,
  cannotAnswer,
]);
export type Answer = z.infer<typeof answerSchema>;
export type AnswerKind = Answer["kind"];
export type AnswerOf<K extends AnswerKind> = Extract<Answer, { kind: K }>;

/**
 * What a conversation is about after an answer, for the question that follows ("and last quarter?",
 * "draft a mail to them"). Kept with the message.
 */
export const subjectSchema = z.object({
  answerKind: z.string(),
  dealId: z.string().nullable(),
  personId: z.string().nullable(),
  /** The period's own words, as the router wrote them: `this_month`, `last_quarter`, … */
  period: z.string().nullable(),
  /** Deals in the order in which they were named, for "the second one". */
  dealIds: z.array(z.string()).max(20),
});
export type Subject = z.infer<typeof subjectSchema>;

/** An answer with what the conversation is about from here on. */
export type Answered = { answer: Answer; subject: Subject };
