import { z } from "zod";
import { idSchema, pageSchema } from "#lib/deals/schema.ts";
import { PUBLIC_EVENTS } from "#lib/events/public-event.ts";

/** Shapes of Slack channels at every boundary. Safe for the browser. */

export const MAX_CHANNELS = 20;

const moment = z.iso.datetime();

export const slackChannelSchema = z
  .object({
    id: z.string(),
    channelName: z.string(),
    url: z.string().meta({ description: "The end of its address: the whole of it is a secret." }),
    events: z.array(z.enum(PUBLIC_EVENTS)),
    teamId: z.string().nullable(),
    isActive: z.boolean(),
    disabledReason: z.string().nullable().meta({
      description:
        "Why Sentinel switched it off; null while it is on, and when somebody paused it.",
    }),
    addedBy: z.object({ id: z.string(), name: z.string() }),
    lastPostAt: moment.nullable(),
    waiting: z.number().int().meta({ description: "What has happened and is not posted yet." }),
    dead: z.number().int().meta({ description: "What was given up; it can be sent again." }),
    lastError: z
      .string()
      .nullable()
      .meta({ description: "Why what waits, or the latest that was given up, did not arrive." }),
    createdAt: moment,
    updatedAt: moment,
  })
  .meta({ id: "SlackChannel" });
export type SlackChannelDto = z.infer<typeof slackChannelSchema>;

const url = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(2_048)
  .meta({ description: "Address of an incoming webhook: https://hooks.slack.com/services/…" });
const channelName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(80, "must have at most 80 characters")
  .meta({ description: "How the channel is called here; Slack posts where the address leads." });
const events = z
  .array(z.enum(PUBLIC_EVENTS, { error: `must be of ${PUBLIC_EVENTS.join(", ")}` }))
  .min(1, "choose at least one event")
  .max(PUBLIC_EVENTS.length * 2)
  // In the order of the documentation, each once.
  .transform((chosen) => PUBLIC_EVENTS.filter((event) => chosen.includes(event)));
const teamId = idSchema
  .nullable()
  .optional()
  .meta({ description: "Whose events are told. Without it, those of your own deals." });
const proof = z.string().max(200).optional().meta({
  description:
    "What POST /api/slack/test answered for this address. Without it a test message is posted first.",
});

export const testSlackSchema = z.object({ url, teamId });
export type TestSlackInput = z.infer<typeof testSlackSchema>;

export const createSlackSchema = z.object({ url, channelName, events, teamId, proof });
export type CreateSlackInput = z.infer<typeof createSlackSchema>;

export const updateSlackSchema = z
  .object({
    url,
    channelName,
    events,
    isActive: z
      .boolean()
      .meta({ description: "false pauses it; true also undoes a switching off." }),
  })
  .partial()
  .extend({ proof });
export type UpdateSlackInput = z.infer<typeof updateSlackSchema>;

export const listSlackSchema = z.object({
  ...pageSchema.shape,
  teamId: idSchema.optional().meta({ description: "Those of one team only." }),
});
export type ListSlackInput = z.infer<typeof listSlackSchema>;

/** Something that did not get to its channel and is not tried any more. */
export type DeadMessage = {
  id: string;
  channelName: string;
  /** What it would have said: "Acme moved to Proposal". */
  what: string;
  error: string;
  attempts: number;
  createdAt: string;
};
