import type { PublicEventName } from "#lib/events/public-event.ts";
import { db } from "#lib/platform/db.ts";
import type { SlackPayload } from "#lib/slack/message/block-kit.ts";
import { buildMessage } from "#lib/slack/message/build-message.ts";
import { type Facts, factsSchema } from "#lib/slack/message/facts.ts";
import { mergeFacts, planDigest } from "#lib/slack/message/plan-digest.ts";

/** More than that is told in the next message: an import of a whole book may be that large. */
const MAX_ROWS = 50_000;

/** A message and the rows that it tells of. */
export type Post = { ids: string[]; payload: SlackPayload };

/**
 * One message of all that waits for a channel. What waits for its next attempt goes along with what is
 * due: it is older, and would otherwise be told after it.
 */
export async function composePost(slackId: string, appUrl: string): Promise<Post> {
  const rows = await db().slackMessage.findMany({
    where: { slackId, status: "pending" },
    orderBy: { seq: "asc" },
    take: MAX_ROWS,
    select: { id: true, event: true, dealId: true },
  });
  const plan = planDigest(rows.map((row) => ({ ...row, event: row.event as PublicEventName })));
  const facts = await loadFacts(plan.groups.flatMap(({ named }) => named.flat()));
  const digest = {
    deals: plan.deals,
    groups: plan.groups.map(({ event, count, named }) => ({
      event,
      count,
      named: named.flatMap((ids) => merged(ids, facts) ?? []),
    })),
  };
  return { ids: rows.map(({ id }) => id), payload: buildMessage(digest, appUrl) };
}

async function loadFacts(ids: string[]): Promise<ReadonlyMap<string, Facts>> {
  const rows = await db().slackMessage.findMany({
    where: { id: { in: ids } },
    select: { id: true, data: true },
  });
  return new Map(
    rows.flatMap(({ id, data }) => {
      const facts = factsSchema.safeParse(data);
      return facts.success ? [[id, facts.data] as const] : [];
    }),
  );
}

/** Null when none of them can be read any more: then it is counted, and not named. */
function merged(ids: readonly string[], facts: ReadonlyMap<string, Facts>): Facts | null {
  const [first, ...others] = ids.flatMap((id) => facts.get(id) ?? []);
  return first ? mergeFacts([first, ...others]) : null;
}
