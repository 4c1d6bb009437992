import type { Prisma } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { DEFAULT_DIRECTION } from "#lib/deals/event-types.ts";
import { lockDeal } from "#lib/deals/lock-deal.ts";
import { eventSelect, toEvent } from "#lib/deals/queries.ts";
import type { DealEventDto, LogEventInput } from "#lib/deals/schema.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { transaction } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";

/** Clocks of callers may run ahead of ours by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;
const EARLIEST = new Date("1970-01-01T00:00:00Z");
const LATEST = new Date("2200-01-01T00:00:00Z");

export type EventSource = "manual" | "api";

/**
 * Logs a touchpoint on a deal; its risk answers in the same transaction. With an `externalId` the
 * same report twice is one event.
 *
 * @throws AppError not_found, forbidden, or invalid_input for a touchpoint in the future.
 */
export async function logEvent(
  ctx: Context,
  dealId: string,
  input: LogEventInput,
  source: EventSource,
): Promise<DealEventDto> {
  const occurredAt = input.occurredAt ? new Date(input.occurredAt) : ctx.now;
  if (occurredAt < EARLIEST) throw invalid("occurredAt", "must not lie before 1970");
  if (occurredAt.getTime() > ctx.now.getTime() + CLOCK_SKEW_MS) {
    throw invalid("occurredAt", "lies in the future: a touchpoint is logged once it has happened");
  }
  const startsAt = input.startsAt ? new Date(input.startsAt) : null;
  if (
    startsAt &&
    (input.type !== "meeting_scheduled" || startsAt < EARLIEST || startsAt > LATEST)
  ) {
    throw invalid("startsAt", "is the moment of a scheduled meeting, between 1970 and 2200");
  }
  return transaction(async (tx) => {
    const deal = await lockDeal(tx, ctx, dealId, "deal.log_event");
    const externalId = input.externalId ?? null;
    if (externalId !== null) {
      const known = await tx.dealEvent.findUnique({
        where: { dealId_source_externalId: { dealId, source, externalId } },
        select: eventSelect,
      });
      if (known) return toEvent(known);
    }
    const event = toEvent(
      await tx.dealEvent.create({
        data: {
          dealId,
          type: input.type,
          direction: input.direction ?? DEFAULT_DIRECTION[input.type],
          occurredAt,
          recordedAt: ctx.now,
          source,
          externalId,
          actorId: ctx.user.id,
          payload: {
            ...(input.note ? { note: input.note } : {}),
            ...(startsAt ? { startsAt: startsAt.toISOString() } : {}),
          } satisfies Prisma.InputJsonObject,
        },
        select: eventSelect,
      }),
    );
    await recordDomainEvents(tx, ctx, [
      { name: "deal.touchpoint_logged", workspaceId: deal.workspaceId, dealId, occurredAt, event },
    ]);
    return event;
  });
}
