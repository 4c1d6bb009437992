import type { Context } from "#lib/access/context.ts";
import type { PublicEventName } from "#lib/events/public-event.ts";
import { decodeCursor, encodeCursor, isWhole } from "#lib/platform/cursor.ts";
import { db } from "#lib/platform/db.ts";
import { EVENT_LABELS } from "#lib/slack/event-labels.ts";
import { configurableWorkspaces } from "#lib/slack/list-channels.ts";
import { factsSchema } from "#lib/slack/message/facts.ts";
import { titleText } from "#lib/slack/message/words.ts";
import type { DeadMessage } from "#lib/slack/schema.ts";

/** What did not get to the channels that the actor looks after and is not tried any more. */
export async function listDeadMessages(
  ctx: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ messages: DeadMessage[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, [isWhole]);
  const rows = await db().slackMessage.findMany({
    where: {
      status: "dead",
      slack: { workspaceId: { in: configurableWorkspaces(ctx, undefined) } },
      ...(after ? { seq: { lt: BigInt(after[0]) } } : {}),
    },
    orderBy: { seq: "desc" },
    take: limit + 1,
    select: {
      id: true,
      seq: true,
      event: true,
      data: true,
      error: true,
      attemptCount: true,
      createdAt: true,
      slack: { select: { channelName: true } },
    },
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    messages: page.map((row) => ({
      id: row.id,
      channelName: row.slack.channelName,
      what: whatOf(row.event as PublicEventName, row.data),
      error: row.error ?? "",
      attempts: row.attemptCount,
      createdAt: row.createdAt.toISOString(),
    })),
    nextCursor: rows.length > limit && last ? encodeCursor([String(last.seq)]) : null,
  };
}

function whatOf(event: PublicEventName, data: unknown): string {
  const facts = factsSchema.safeParse(data).data;
  return facts ? titleText(event, facts) : EVENT_LABELS[event];
}
