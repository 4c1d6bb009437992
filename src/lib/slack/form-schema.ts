import { z } from "zod";
import { tickedEvents } from "#lib/slack/form-fields.ts";
import { createSlackSchema, updateSlackSchema } from "#lib/slack/schema.ts";

/** The fields of a form with what was ticked as `events`; empty ones are left out. */
function withEvents(form: unknown): unknown {
  const fields = z.record(z.string(), z.unknown()).parse(form);
  const given = Object.entries(fields).filter(
    ([name, value]) => value !== "" && !name.startsWith("event:"),
  );
  return { ...Object.fromEntries(given), events: tickedEvents(fields) };
}

export const createSlackFormSchema = z.preprocess(withEvents, createSlackSchema);
export const editSlackFormSchema = z.preprocess(
  withEvents,
  updateSlackSchema.pick({ url: true, channelName: true, events: true, proof: true }),
);
