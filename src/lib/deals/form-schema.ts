import { z } from "zod";
import { createDealSchema, logEventSchema, updateDealSchema } from "#lib/deals/schema.ts";

// What the forms send: all text, and a field left empty is there as "". Safe for the browser.

/** Empty text of these fields means that nothing was chosen, which is not the same as "set to none". */
function withoutEmpty(form: unknown, ...names: string[]): unknown {
  if (typeof form !== "object" || form === null) return form;
  return Object.fromEntries(
    Object.entries(form).filter(([name, value]) => !(names.includes(name) && value === "")),
  );
}

export const dealFormSchema = z.preprocess(
  (form) => withoutEmpty(form, "teamId", "value", "currency", "stage"),
  createDealSchema,
);

export const editDealFormSchema = z.preprocess(
  (form) => withoutEmpty(form, "value", "currency", "stage"),
  updateDealSchema,
);

/** `occurredAt` is what the browser's date and time field gives: local to the workspace. */
export const touchpointFormSchema = z.preprocess(
  (form) => withoutEmpty(form, "occurredAt", "direction", "note", "startsAt"),
  logEventSchema.omit({ occurredAt: true, startsAt: true, externalId: true }).extend({
    occurredAt: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/, "must be a date and a time")
      .optional(),
  }),
);
