import { z } from "zod";
import { ROLES } from "#lib/access/policy.ts";
import { dealSchema } from "#lib/deals/schema.ts";
import { STAGES } from "#lib/deals/stages.ts";
import type { PublicEventName } from "#lib/events/public-event.ts";
import { BANDS } from "#lib/risk/types.ts";

/** What a receiver gets. Fields may be added; none is renamed or taken away. */

/** Who did it; null when nobody did, as when time alone moves a band. */
const actor = z.object({ id: z.string(), name: z.string() }).nullable();

/** The deal as the REST API gives it, after the change. */
const deal = dealSchema.extend({ actor });
const stages = { oldStage: z.enum(STAGES), newStage: z.enum(STAGES) };
const closed = deal.extend(stages);

const member = z.object({
  /** The person's. */
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  teamId: z.string(),
  teamName: z.string(),
  actor,
});

/** The `data` of each event. */
export const PAYLOAD_DATA = {
  "deal.created": deal,
  "deal.updated": deal.extend({
    changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
  }),
  "deal.stage_changed": deal.extend(stages),
  "deal.at_risk": deal.extend({
    oldBand: z.enum(BANDS),
    newBand: z.enum(BANDS),
    score: z.number(),
    reasons: z.array(z.string()),
  }),
  "deal.closed_won": closed,
  "deal.closed_lost": closed,
  "team.member_added": member,
  "team.member_removed": member.extend({ hasLeft: z.boolean() }),
} as const satisfies Record<PublicEventName, z.ZodType>;

export type PayloadData = { [N in PublicEventName]: z.infer<(typeof PAYLOAD_DATA)[N]> };

/** The name of the event that somebody sends to try an endpoint out. */
export const TEST_EVENT = "webhook.test";

/** What goes over the wire. `type` is the name as well, as Standard Webhooks has it. */
export type Payload = {
  id: string;
  event: string;
  type: string;
  timestamp: string;
  data: unknown;
};
