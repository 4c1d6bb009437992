import type { Prisma } from "#generated/prisma/client.ts";
import { PUBLIC_EVENTS } from "#lib/events/public-event.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import { maskSecret } from "#lib/platform/secret-box.ts";
import { openUrl } from "#lib/slack/open-url.ts";
import type { SlackChannelDto } from "#lib/slack/schema.ts";

// Private to this folder: which columns are read and how they become what callers see.

export const channelSelect = {
  id: true,
  workspaceId: true,
  userId: true,
  teamId: true,
  channelName: true,
  webhookUrl: true,
  events: true,
  isActive: true,
  disabledReason: true,
  lastPostAt: true,
  createdAt: true,
  updatedAt: true,
  user: { select: { id: true, name: true } },
} satisfies Prisma.SlackIntegrationSelect;

export type ChannelRow = Prisma.SlackIntegrationGetPayload<{ select: typeof channelSelect }>;

/** Channels as callers see them; what waits for them is counted for all of them at once. */
export async function toChannels(
  client: DbOrTx,
  rows: readonly ChannelRow[],
): Promise<SlackChannelDto[]> {
  const queues = await loadQueues(client, rows);
  return rows.map((row) => toChannel(row, queues.get(row.id)));
}

export async function toOneChannel(client: DbOrTx, row: ChannelRow): Promise<SlackChannelDto> {
  const queues = await loadQueues(client, [row]);
  return toChannel(row, queues.get(row.id));
}

type Queue = { slackId: string; waiting: number; dead: number; lastError: string | null };

async function loadQueues(
  client: DbOrTx,
  rows: readonly ChannelRow[],
): Promise<ReadonlyMap<string, Queue>> {
  const found = await client.$queryRaw<Queue[]>`
    SELECT "slackId", count(*) FILTER (WHERE status = 'pending')::int AS waiting,
      count(*) FILTER (WHERE status = 'dead')::int AS dead,
      (array_agg(error ORDER BY seq DESC) FILTER (WHERE error IS NOT NULL))[1] AS "lastError"
    FROM "SlackMessage"
    WHERE "slackId" = ANY(${rows.map(({ id }) => id)}) AND status IN ('pending', 'dead')
    GROUP BY "slackId"`;
  return new Map(found.map((queue) => [queue.slackId, queue]));
}

function toChannel(row: ChannelRow, queue: Queue | undefined): SlackChannelDto {
  return {
    id: row.id,
    channelName: row.channelName,
    url: maskSecret(openUrl(row.webhookUrl) ?? ""),
    events: PUBLIC_EVENTS.filter((event) => row.events.includes(event)),
    teamId: row.teamId,
    isActive: row.isActive,
    disabledReason: row.isActive ? null : row.disabledReason,
    addedBy: row.user,
    lastPostAt: row.lastPostAt?.toISOString() ?? null,
    waiting: queue?.waiting ?? 0,
    dead: queue?.dead ?? 0,
    lastError: queue?.lastError ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
