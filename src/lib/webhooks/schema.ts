import { z } from "zod";
import { idSchema, pageSchema } from "#lib/deals/schema.ts";
import { PUBLIC_EVENTS } from "#lib/events/public-event.ts";

/** Shapes of webhooks and their deliveries at every boundary. Safe for the browser. */

export const MAX_WEBHOOKS = 20;
/** How long a replaced secret stays valid beside the new one. */
export const OVERLAP_HOURS = 24;

const moment = z.iso.datetime();

export const HEALTH_STATES = [
  "new",
  "healthy",
  "failing",
  "throttled",
  "paused",
  "disabled",
] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

export const webhookHealthSchema = z.object({
  state: z.enum(HEALTH_STATES).meta({
    description:
      "new: nothing was sent yet; throttled: it asked us to wait; paused: by hand; disabled: by Sentinel.",
  }),
  consecutiveFailures: z.number().int(),
  failingSince: moment.nullable().meta({ description: "First failure since the last success." }),
  throttledUntil: moment.nullable(),
  disabledAt: moment.nullable(),
  disabledReason: z.string().nullable(),
  lastAttempt: z
    .object({
      at: moment,
      statusCode: z.number().int().nullable(),
      error: z.string().nullable(),
      latencyMs: z.number().int(),
    })
    .nullable(),
  pending: z
    .number()
    .int()
    .meta({ description: "Deliveries that wait, for a retry or to be sent." }),
  lastDay: z
    .object({ succeeded: z.number().int(), dead: z.number().int() })
    .meta({ description: "What became of the deliveries of the last 24 hours." }),
});
export type WebhookHealth = z.infer<typeof webhookHealthSchema>;

export const webhookSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    events: z.array(z.enum(PUBLIC_EVENTS)),
    teamId: z.string().nullable(),
    isActive: z.boolean(),
    health: webhookHealthSchema,
    previousSecretValidUntil: moment
      .nullable()
      .meta({ description: "While a secret is being replaced: until when the old one signs too." }),
    isDemo: z.boolean(),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: "Webhook" });
export type WebhookDto = z.infer<typeof webhookSchema>;

/** The one answer that carries the secret: when the webhook is made, and when it is rotated. */
export const webhookWithSecretSchema = z.object({
  webhook: webhookSchema,
  secret: z.string().meta({ description: "Shown this once. Keep it where your receiver runs." }),
});
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

const name = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(100, "must have at most 100 characters");
const url = z.string().trim().min(1, "must not be empty").max(2_048);
const events = z
  .array(z.enum(PUBLIC_EVENTS, { error: `must be of ${PUBLIC_EVENTS.join(", ")}` }))
  .min(1, "choose at least one event")
  .max(PUBLIC_EVENTS.length * 2)
  // In the order of the documentation, each once.
  .transform((chosen) => PUBLIC_EVENTS.filter((event) => chosen.includes(event)));

export const createWebhookSchema = z.object({
  name,
  url,
  events,
  teamId: idSchema
    .nullable()
    .optional()
    .meta({ description: "Whose events are told. Without it, those of your own deals." }),
});
export type CreateWebhookInput = z.infer<typeof createWebhookSchema>;

export const updateWebhookSchema = z
  .object({
    name,
    url,
    events,
    isActive: z.boolean().meta({ description: "false pauses it; true also undoes a disabling." }),
  })
  .partial();
export type UpdateWebhookInput = z.infer<typeof updateWebhookSchema>;

export const listWebhooksSchema = z.object({
  ...pageSchema.shape,
  teamId: idSchema.optional().meta({ description: "Those of one team only." }),
});
export type ListWebhooksInput = z.infer<typeof listWebhooksSchema>;

export const DELIVERY_STATUSES = ["pending", "succeeded", "dead"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const listDeliveriesSchema = z.object({
  ...pageSchema.shape,
  status: z.enum(DELIVERY_STATUSES).optional(),
});
export type ListDeliveriesInput = z.infer<typeof listDeliveriesSchema>;

const attemptSchema = z.object({
  number: z.number().int(),
  at: moment,
  statusCode: z.number().int().nullable().meta({ description: "Null when there was no answer." }),
  latencyMs: z.number().int(),
  error: z.string().nullable(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()).meta({ description: "Signatures are cut short." }),
  }),
  response: z.string().nullable().meta({ description: "The first 2 KB of the answer's body." }),
});
export type AttemptDto = z.infer<typeof attemptSchema>;

const deliveryShape = {
  id: z.string(),
  eventId: z.string(),
  event: z.string(),
  isTest: z.boolean(),
  dealId: z.string().nullable(),
  status: z.enum(DELIVERY_STATUSES),
  attemptCount: z.number().int(),
  nextAttemptAt: moment.nullable(),
  createdAt: moment,
  lastAttempt: attemptSchema
    .pick({ at: true, statusCode: true, latencyMs: true, error: true })
    .nullable(),
};

export const deliverySchema = z.object(deliveryShape).meta({ id: "WebhookDelivery" });
export type DeliveryDto = z.infer<typeof deliverySchema>;

export const deliveryDetailSchema = z
  .object({
    ...deliveryShape,
    body: z.string().meta({ description: "The exact text that is sent." }),
    attempts: z.array(attemptSchema).meta({ description: "Newest first, the latest 100." }),
  })
  .meta({ id: "WebhookDeliveryDetail" });
export type DeliveryDetailDto = z.infer<typeof deliveryDetailSchema>;

export const replaySchema = z.object({
  since: z.iso.datetime({ offset: true, error: "must be a moment as 2026-01-31T14:00:00Z" }),
});
export type ReplayInput = z.infer<typeof replaySchema>;
