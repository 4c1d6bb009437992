import type { Prisma } from "#generated/prisma/client.ts";
import { PUBLIC_EVENTS } from "#lib/events/public-event.ts";
import type { DbOrTx } from "#lib/platform/db.ts";
import type {
  AttemptDto,
  DeliveryDetailDto,
  DeliveryDto,
  HealthState,
  WebhookDto,
  WebhookHealth,
} from "#lib/webhooks/schema.ts";

// Private to this folder: which columns are read and how they become what callers see.

/** Without the secrets: only what signs and what rotates reads those. */
export const webhookSelect = {
  id: true,
  workspaceId: true,
  teamId: true,
  name: true,
  url: true,
  events: true,
  isActive: true,
  previousSecretUntil: true,
  consecutiveFailures: true,
  failingSince: true,
  throttledUntil: true,
  disabledAt: true,
  disabledReason: true,
  isDemo: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.WebhookSelect;

export type WebhookRow = Prisma.WebhookGetPayload<{ select: typeof webhookSelect }>;

const toMoment = (date: Date | null) => date?.toISOString() ?? null;
const DAY_MS = 86_400_000;

/** Webhooks as callers see them; how they are doing is asked for all of them at once. */
export async function toWebhooks(
  client: DbOrTx,
  rows: readonly WebhookRow[],
  now: Date,
): Promise<WebhookDto[]> {
  if (rows.length === 0) return [];
  const activity = await loadActivity(client, rows, now);
  return rows.map((row) => toWebhook(row, activity.get(row.id), now));
}

export async function toOneWebhook(
  client: DbOrTx,
  row: WebhookRow,
  now: Date,
): Promise<WebhookDto> {
  const activity = await loadActivity(client, [row], now);
  return toWebhook(row, activity.get(row.id), now);
}

type Activity = {
  webhookId: string;
  pending: number;
  succeeded: number;
  dead: number;
  at: Date | null;
  statusCode: number | null;
  error: string | null;
  latencyMs: number | null;
};

async function loadActivity(
  client: DbOrTx,
  rows: readonly WebhookRow[],
  now: Date,
): Promise<ReadonlyMap<string, Activity>> {
  const ids = rows.map(({ id }) => id);
  const found = await client.$queryRaw<Activity[]>`
    SELECT wanted.id AS "webhookId", waiting.pending, recent.succeeded, recent.dead,
      last.at, last."statusCode", last.error, last."latencyMs"
    FROM unnest(${ids}::text[]) AS wanted(id)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS pending FROM "WebhookDelivery" d
      WHERE d."webhookId" = wanted.id AND d.status = 'pending'
    ) waiting
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE d.status = 'succeeded')::int AS succeeded,
        count(*) FILTER (WHERE d.status = 'dead')::int AS dead
      FROM "WebhookDelivery" d
      WHERE d."webhookId" = wanted.id AND d."createdAt" > ${new Date(now.getTime() - DAY_MS)}
    ) recent
    LEFT JOIN LATERAL (
      SELECT a.at, a."statusCode", a.error, a."latencyMs"
      FROM "WebhookDelivery" d JOIN "WebhookAttempt" a ON a."deliveryId" = d.id
      WHERE d."webhookId" = wanted.id
      ORDER BY d."createdAt" DESC, d.id, a.number DESC LIMIT 1
    ) last ON true`;
  return new Map(found.map((one) => [one.webhookId, one]));
}

function toWebhook(row: WebhookRow, activity: Activity | undefined, now: Date): WebhookDto {
  const overlapEnds = row.previousSecretUntil;
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    events: PUBLIC_EVENTS.filter((event) => row.events.includes(event)),
    teamId: row.teamId,
    isActive: row.isActive,
    health: healthOf(row, activity, now),
    previousSecretValidUntil: overlapEnds && overlapEnds > now ? toMoment(overlapEnds) : null,
    isDemo: row.isDemo,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function healthOf(row: WebhookRow, activity: Activity | undefined, now: Date): WebhookHealth {
  const throttledUntil = row.throttledUntil && row.throttledUntil > now ? row.throttledUntil : null;
  const lastAttempt = activity?.at
    ? {
        at: activity.at.toISOString(),
        statusCode: activity.statusCode,
        error: activity.error,
        latencyMs: activity.latencyMs ?? 0,
      }
    : null;
  return {
    state: stateOf(row, throttledUntil !== null, lastAttempt !== null),
    consecutiveFailures: row.consecutiveFailures,
    failingSince: toMoment(row.failingSince),
    throttledUntil: toMoment(throttledUntil),
    disabledAt: toMoment(row.disabledAt),
    disabledReason: row.disabledReason,
    lastAttempt,
    pending: activity?.pending ?? 0,
    lastDay: { succeeded: activity?.succeeded ?? 0, dead: activity?.dead ?? 0 },
  };
}

function stateOf(row: WebhookRow, isThrottled: boolean, wasTried: boolean): HealthState {
  if (row.disabledAt) return "disabled";
  if (!row.isActive) return "paused";
  if (isThrottled) return "throttled";
  if (row.failingSince) return "failing";
  return wasTried ? "healthy" : "new";
}

const attemptSelect = {
  number: true,
  at: true,
  statusCode: true,
  latencyMs: true,
  error: true,
  request: true,
  response: true,
} satisfies Prisma.WebhookAttemptSelect;

const eventSelect = { id: true, event: true, isTest: true, dealId: true, body: true } as const;

const deliverySelect = {
  id: true,
  status: true,
  attemptCount: true,
  nextAttemptAt: true,
  createdAt: true,
} satisfies Prisma.WebhookDeliverySelect;

/** For lists: the latest attempt alone, and no body. */
export const deliveryListSelect = {
  ...deliverySelect,
  event: { select: { ...eventSelect, body: false } },
  attempts: {
    orderBy: { number: "desc" },
    take: 1,
    select: { at: true, statusCode: true, latencyMs: true, error: true },
  },
} satisfies Prisma.WebhookDeliverySelect;

/** Ten of a series; more when somebody sends it again and again. */
const SHOWN_ATTEMPTS = 100;

export const deliveryDetailSelect = {
  ...deliverySelect,
  event: { select: eventSelect },
  attempts: { orderBy: { number: "desc" }, take: SHOWN_ATTEMPTS, select: attemptSelect },
} satisfies Prisma.WebhookDeliverySelect;

type ListRow = Prisma.WebhookDeliveryGetPayload<{ select: typeof deliveryListSelect }>;
type DetailRow = Prisma.WebhookDeliveryGetPayload<{ select: typeof deliveryDetailSelect }>;

export function toDelivery(row: ListRow | DetailRow): DeliveryDto {
  const [last] = row.attempts;
  return {
    id: row.id,
    eventId: row.event.id,
    event: row.event.event,
    isTest: row.event.isTest,
    dealId: row.event.dealId,
    status: row.status,
    attemptCount: row.attemptCount,
    nextAttemptAt: toMoment(row.nextAttemptAt),
    createdAt: row.createdAt.toISOString(),
    lastAttempt: last
      ? {
          at: last.at.toISOString(),
          statusCode: last.statusCode,
          latencyMs: last.latencyMs,
          error: last.error,
        }
      : null,
  };
}

export function toDeliveryDetail(row: DetailRow): DeliveryDetailDto {
  return { ...toDelivery(row), body: row.event.body, attempts: row.attempts.map(toAttempt) };
}

function toAttempt(row: DetailRow["attempts"][number]): AttemptDto {
  return {
    number: row.number,
    at: row.at.toISOString(),
    statusCode: row.statusCode,
    latencyMs: row.latencyMs,
    error: row.error,
    request: row.request as AttemptDto["request"],
    response: row.response,
  };
}
