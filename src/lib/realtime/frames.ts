import { z } from "zod";
import { EVENT_TYPES } from "#lib/deals/event-types.ts";
import { STAGES } from "#lib/deals/stages.ts";
import { PERSONAL_NEWS } from "#lib/realtime/personal-news.ts";
import { BANDS } from "#lib/risk/types.ts";

/** What every news of a workspace says: when, where and by whom. */
const happened = {
  at: z.iso.datetime(),
  workspaceId: z.string(),
  /** No id: Sentinel itself, or a provider whose records it follows. */
  actor: z.object({ id: z.string().nullable(), name: z.string() }),
};
/** The deal as it is after the change, enough to redraw its row. */
const ofDeal = {
  ...happened,
  dealId: z.string(),
  dealName: z.string(),
  stage: z.enum(STAGES),
  band: z.enum(BANDS),
  version: z.number().int(),
};
const ofMember = { ...happened, userId: z.string() };

/** What the open pages of a workspace are told, by name. Never a whole record, never free text but names. */
export const WORKSPACE_NEWS = {
  "deal.created": z.object(ofDeal),
  "deal.updated": z.object({ ...ofDeal, fields: z.array(z.string()) }),
  "deal.stage_changed": z.object({
    ...ofDeal,
    from: z.enum(STAGES),
    to: z.enum(STAGES),
    fields: z.array(z.string()),
  }),
  "deal.touchpoint_logged": z.object({ ...ofDeal, type: z.enum(EVENT_TYPES) }),
  "deal.deleted": z.object(ofDeal),
  "deal.restored": z.object(ofDeal),
  "deal.commented": z.object({ ...ofDeal, commentId: z.string() }),
  "deal.comment_edited": z.object({ ...ofDeal, commentId: z.string() }),
  "deal.comment_deleted": z.object({ ...ofDeal, commentId: z.string() }),
  "deal.snoozed": z.object({ ...ofDeal, until: z.string() }),
  "deal.woken": z.object(ofDeal),
  "deal.band_changed": z.object({ ...ofDeal, from: z.enum(BANDS), to: z.enum(BANDS) }),
  "deal.action_overdue": z.object({ ...ofDeal, dueAt: z.string() }),
  /** One for each batch of a file or a sync, however many deals it touched. */
  "deals.imported": z.object({
    ...happened,
    created: z.number().int(),
    updated: z.number().int(),
    touchpoints: z.number().int(),
  }),
  "team.created": z.object(happened),
  "team.updated": z.object({ ...happened, fields: z.array(z.string()) }),
  "team.deleted": z.object(happened),
  "team.member_added": z.object({ ...ofMember, role: z.string() }),
  "team.member_removed": z.object(ofMember),
  "team.role_changed": z.object({ ...ofMember, role: z.string() }),
  "sync.failed": z.object({ ...happened, integration: z.string() }),
  "webhook.disabled": z.object({ ...happened, webhookId: z.string() }),
  "slack.disabled": z.object({ ...happened, slackId: z.string() }),
} as const;

export type WorkspaceNewsName = keyof typeof WORKSPACE_NEWS;
export type WorkspaceNewsData<N extends WorkspaceNewsName> = z.infer<(typeof WORKSPACE_NEWS)[N]>;

/** What the stream says of itself. Each carries the place from which to resume. */
export const STREAM_SIGNS = {
  /** The stream begins here: nothing earlier was asked for. */
  hello: z.object({}),
  /** What was asked for is no longer kept, or never was: whatever is on the page has to be read anew. */
  reset: z.object({}),
  /** Nothing for this person happened up to here. */
  place: z.object({}),
} as const;

const ALL = { ...WORKSPACE_NEWS, ...PERSONAL_NEWS, ...STREAM_SIGNS };
type All = typeof ALL;
export type FrameName = keyof All;

/** One event of the stream. `id` is a decimal number as text: it outgrows what JSON holds exactly. */
export type Frame = {
  [N in FrameName]: { id: string; event: N; data: z.infer<All[N]> };
}[FrameName];

const variants = Object.entries(ALL).map(([name, data]) =>
  z.object({ id: z.string().regex(/^\d{1,19}$/), event: z.literal(name), data }),
);
const [first, ...others] = variants;
if (!first) throw new Error("there are frames");

/** Every frame there is: what the route documents and the tests check. */
export const frameSchema = z.discriminatedUnion("event", [first, ...others]).meta({
  id: "RealtimeFrame",
  description: "One event of the stream: its id, its name and the JSON in its data.",
}) as unknown as z.ZodType<Frame>;
