import { z } from "zod";
import { STAGES } from "#lib/deals/stages.ts";
import { NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";
import { BANDS } from "#lib/risk/types.ts";

/** ISO 8601 in UTC: what `toISOString` gives. Shown in the reader's time zone. */
const moment = z.iso.datetime();
/** Where a link leads inside the app, with its query: `/deals/…`. */
const href = z.string().regex(/^\/(?!\/)/, "must be a path of this app");
/** In major units. */
const money = z.object({ amount: z.number(), currency: z.string().length(3) });
/** Roles that an invitation may give. */
const role = z.enum(["viewer", "member", "admin"]);

/** What every mail about one deal says of it. What is not known is left out of the mail. */
const deal = {
  dealId: z.string(),
  dealName: z.string(),
  company: z.string().nullish(),
  value: money.nullish(),
  stage: z.enum(STAGES),
  workspaceName: z.string(),
};

const digestWorkspace = z.object({
  id: z.string(),
  name: z.string(),
  /** Already in words: "Open pipeline", "€1.2M", "+€80K against the start of the month". */
  figures: z.array(z.object({ label: z.string(), value: z.string(), change: z.string() })),
  /** Whether the lists are of the reader's own deals alone. */
  isMine: z.boolean(),
  worklist: z.array(
    z.object({
      dealId: z.string(),
      dealName: z.string(),
      company: z.string().nullable(),
      band: z.enum(BANDS),
      stage: z.enum(STAGES),
      value: money,
      reason: z.string(),
      action: z.string().nullable(),
    }),
  ),
  /** Deals that need attention beyond those in the list. */
  more: z.number().int(),
  changes: z.array(
    z.object({
      dealId: z.string(),
      dealName: z.string(),
      /** Reads on from the name: "moved to Proposal". */
      what: z.string(),
      band: z.enum(BANDS).nullable(),
      at: moment,
    }),
  ),
});

/** Every mail that Sentinel sends, with what it is filled with. Nothing in here is secret. */
export const TEMPLATES = {
  /** The token of the link travels beside the data, as `secret`. */
  invite: z.object({
    inviteId: z.string(),
    teamName: z.string(),
    inviterName: z.string(),
    role,
    expiresAt: moment,
  }),
  "deal-at-risk": z.object({
    ...deal,
    band: z.enum(BANDS),
    reasons: z.array(z.string()),
    /** The recommended action, when there is one. */
    action: z.string().nullish(),
  }),
  /** `dueOn`: the day after which it counts as overdue, in the workspace's calendar. */
  "action-overdue": z.object({ ...deal, label: z.string(), dueOn: z.iso.date() }),
  "stage-change": z.object({
    ...deal,
    from: z.enum(STAGES),
    to: z.enum(STAGES),
    actorName: z.string(),
  }),
  /** Any other notification, and the summary of a burst: what it says, and where it leads. */
  notification: z.object({
    kind: z.enum(NOTIFICATION_KINDS),
    title: z.string(),
    body: z.string(),
    href,
    /** The words on the button: "Open the deal". */
    linkLabel: z.string().default("Open in Sentinel"),
    /** Null for what concerns the person and no workspace. */
    workspaceName: z.string().nullish(),
  }),
  digest: z.object({
    period: z.enum(["daily", "weekly"]),
    timezone: z.string(),
    since: moment,
    until: moment,
    /** Of everything in it: it is not sent any more to somebody who has left one of them. */
    workspaceIds: z.array(z.string()),
    workspaces: z.array(digestWorkspace),
    news: z.array(
      z.object({
        kind: z.enum(NOTIFICATION_KINDS),
        title: z.string(),
        body: z.string(),
        href,
        at: moment,
      }),
    ),
    /** Notifications beyond those in the list. */
    moreNews: z.number().int(),
  }),
} as const satisfies Record<string, z.ZodType>;

export type EmailTemplate = keyof typeof TEMPLATES;
export type EmailData<T extends EmailTemplate = EmailTemplate> = z.output<(typeof TEMPLATES)[T]>;
export type EmailInput<T extends EmailTemplate = EmailTemplate> = z.input<(typeof TEMPLATES)[T]>;

export function isEmailTemplate(name: string): name is EmailTemplate {
  return Object.hasOwn(TEMPLATES, name);
}
