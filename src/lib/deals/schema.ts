import { z } from "zod";
import { DEAL_SOURCES, DIRECTIONS, EVENT_TYPES, TOUCHPOINT_TYPES } from "#lib/deals/event-types.ts";
import { STAGES } from "#lib/deals/stages.ts";
import { isCurrency } from "#lib/platform/money.ts";
import { BANDS } from "#lib/risk/types.ts";

/** Shapes of deals and their events at every boundary. Safe for the browser. */

/** Longest amount that a JSON number still carries exactly to the cent. */
export const MAX_VALUE = 999_999_999_999.99;

const moment = z.iso.datetime();
/** A day: `YYYY-MM-DD`, between 1900 and 9999, and one that exists. */
export const calendarDate = z.iso
  .date("must be a day as YYYY-MM-DD")
  .refine((day) => day >= "1900-01-01", "must not lie before 1900");
export const idSchema = z.string().min(1).max(64);

const person = z.object({ id: z.string(), name: z.string() });

export const dealSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    company: z.string().nullable(),
    companyDomain: z.string().nullable(),
    contactName: z.string().nullable(),
    contactEmail: z.string().nullable(),
    location: z.string().nullable(),
    stage: z.enum(STAGES),
    value: z.number().nonnegative().meta({ description: "In major units of the currency." }),
    currency: z.string().length(3),
    expectedCloseOn: calendarDate.nullable(),
    nextStep: z.string().nullable(),
    nextStepDueOn: calendarDate.nullable(),
    owner: person,
    assignee: person.nullable(),
    teamId: z.string().nullable(),
    source: z.enum(DEAL_SOURCES).nullable(),
    externalId: z.string().nullable(),
    isDemo: z.boolean(),
    stageEnteredAt: moment,
    snoozedUntil: moment.nullable().meta({ description: "Until then nobody is told about it." }),
    snoozeReason: z.string().nullable(),
    lastActivityAt: moment.nullable(),
    closedAt: moment.nullable(),
    createdAt: moment,
    updatedAt: moment,
    version: z.number().int(),
    risk: z.object({
      score: z.number().min(0).max(1),
      band: z.enum(BANDS),
      reasons: z.array(z.string()),
      validUntil: moment.nullable(),
    }),
    priority: z.number().min(0).max(1),
    priorityReason: z.string(),
  })
  .meta({ id: "Deal" });
export type DealDto = z.infer<typeof dealSchema>;

export const dealEventSchema = z
  .object({
    id: z.string(),
    type: z.enum(EVENT_TYPES),
    direction: z.enum(DIRECTIONS).nullable(),
    occurredAt: moment,
    recordedAt: moment,
    source: z.string(),
    payload: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "DealEvent" });
export type DealEventDto = z.infer<typeof dealEventSchema>;

/** Text that somebody typed: trimmed, and empty means none. */
const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `must have at most ${max} characters`)
    .transform((text) => text || null)
    .nullable();

const currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCurrency, "must be a currency code of three letters, such as USD");

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$|^$/, "must be a domain such as acme.com")
  .transform((text) => text || null)
  .nullable();

const email = z
  .union([z.literal(""), z.email("must be an e-mail address").max(320)])
  .transform((text) => text.toLowerCase() || null)
  .nullable();

const optionalDay = z
  .union([z.literal(""), calendarDate])
  .transform((day) => day || null)
  .nullable();

/** Amount in major units, as a number or, to keep every digit, as text. */
const value = z.union([z.number().nonnegative().max(MAX_VALUE), z.string().trim().min(1).max(40)], {
  error: "must be an amount of 0 or more",
});

const editable = {
  name: z.string().trim().min(1, "must not be empty").max(500),
  company: optionalText(300),
  companyDomain: domain,
  contactName: optionalText(300),
  contactEmail: email,
  location: optionalText(300),
  stage: z.enum(STAGES, { error: `must be one of ${STAGES.join(", ")}` }),
  value,
  currency,
  expectedCloseOn: optionalDay,
  nextStep: optionalText(1_000),
  nextStepDueOn: optionalDay,
  assigneeId: z
    .union([z.literal(""), idSchema])
    .transform((id) => id || null)
    .nullable(),
};

export const createDealSchema = z.object({
  name: editable.name,
  company: editable.company.optional(),
  companyDomain: editable.companyDomain.optional(),
  contactName: editable.contactName.optional(),
  contactEmail: editable.contactEmail.optional(),
  location: editable.location.optional(),
  stage: editable.stage.default("discovery"),
  value: editable.value.default(0),
  currency: editable.currency.optional(),
  expectedCloseOn: editable.expectedCloseOn.optional(),
  nextStep: editable.nextStep.optional(),
  nextStepDueOn: editable.nextStepDueOn.optional(),
  assigneeId: editable.assigneeId.optional(),
  teamId: idSchema.nullable().optional(),
});
export type CreateDealInput = z.infer<typeof createDealSchema>;

export const updateDealSchema = z
  .object(editable)
  .partial()
  .extend({
    version: z.coerce
      .number()
      .int()
      .positive()
      .max(2_147_483_647)
      .optional()
      .meta({ description: "The version the edit started from; 409 when the deal has moved on." }),
  });
export type UpdateDealInput = z.infer<typeof updateDealSchema>;

export const snoozeDealSchema = z.object({
  until: calendarDate.meta({ description: "The day on which the deal is looked at again." }),
  reason: z
    .string({ error: "say why, so that colleagues know" })
    .trim()
    .min(1, "say why, so that colleagues know")
    .max(500, "must have at most 500 characters"),
});
export type SnoozeDealInput = z.infer<typeof snoozeDealSchema>;

export const logEventSchema = z.object({
  type: z.enum(TOUCHPOINT_TYPES, { error: `must be one of ${TOUCHPOINT_TYPES.join(", ")}` }),
  occurredAt: z.iso
    .datetime({ offset: true, error: "must be a moment as 2026-01-31T14:00:00Z" })
    .optional(),
  direction: z.enum(DIRECTIONS).optional(),
  note: z.string().trim().max(10_000).optional(),
  startsAt: z.iso.datetime({ offset: true }).optional(),
  externalId: z.string().trim().min(1).max(200).optional(),
});
export type LogEventInput = z.infer<typeof logEventSchema>;

export const DEAL_SORTS = [
  "priority",
  "risk",
  "value",
  "stage",
  "name",
  "expectedCloseOn",
  "lastActivityAt",
  "updatedAt",
] as const;
export type DealSort = (typeof DEAL_SORTS)[number];

/** `a,b` in a query string; empty means no filter. */
const listOf = <const V extends string>(values: readonly V[]) =>
  z
    .string()
    .max(2_000)
    .transform((text) => [...new Set(text.split(",").filter(Boolean))])
    .pipe(z.array(z.enum(values)).max(50))
    .optional();

const amount = z.coerce.number().nonnegative().max(MAX_VALUE).optional();

/** Long enough for the longest name as a sort key, in the bytes of any script. */
const cursorSchema = z.string().max(6_000);

/** Filters and order of a list of deals, as they stand in a URL. */
export const listDealsSchema = z.object({
  status: z.enum(["open", "closed", "all"]).default("all"),
  stage: listOf(STAGES),
  band: listOf(BANDS),
  teamId: idSchema.optional(),
  owner: idSchema.optional().meta({ description: 'A person\'s id, or "me".' }),
  source: listOf([...DEAL_SOURCES, "manual"]),
  q: z.string().trim().max(200).optional(),
  minValue: amount,
  maxValue: amount,
  changed: z.enum(["week"]).optional(),
  closed: z.enum(["this_month"]).optional(),
  slipped: z
    .enum(["this_month"])
    .optional()
    .meta({ description: "Close date moved out of this month during this month." }),
  sort: z.enum(DEAL_SORTS).default("risk"),
  order: z.enum(["asc", "desc"]).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: cursorSchema.optional(),
});
export type ListDealsInput = z.infer<typeof listDealsSchema>;

export const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: cursorSchema.optional(),
});

export const searchDealsSchema = z.object({
  q: z.string().trim().min(1, "must not be empty").max(200),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
