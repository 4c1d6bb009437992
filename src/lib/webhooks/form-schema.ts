import { z } from "zod";
import { tickedEvents } from "#lib/webhooks/form-fields.ts";
import { createWebhookSchema, updateWebhookSchema } from "#lib/webhooks/schema.ts";

/** The fields of a form with what was ticked as `events`; a team left empty is none. */
function withEvents(form: unknown): unknown {
  const fields = z.record(z.string(), z.unknown()).parse(form);
  return { ...fields, teamId: fields.teamId || null, events: tickedEvents(fields) };
}

export const createWebhookFormSchema = z.preprocess(withEvents, createWebhookSchema);
export const editWebhookFormSchema = z.preprocess(
  withEvents,
  updateWebhookSchema.pick({ name: true, url: true, events: true }),
);

export const switchWebhookFormSchema = z.object({
  isActive: z.enum(["true", "false"]).transform((on) => on === "true"),
});

/** A moment as the browser's field writes it, in the workspace's time zone. */
export const replayFormSchema = z.object({
  since: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, "must be a day and a time")
    .refine((local) => !Number.isNaN(Date.parse(`${local}Z`)), "must be a day and a time"),
});
