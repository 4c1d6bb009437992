import type { Context } from "#lib/access/context.ts";
import { readableWorkspaces } from "#lib/access/scope.ts";
import { AppError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { encodeFrame, HEARTBEAT, STREAM_HEAD } from "#lib/realtime/encode-frame.ts";
import { type Hub, realtimeHub } from "#lib/realtime/hub.ts";
import { type WatchOptions, watchNews } from "#lib/realtime/watch-news.ts";

/** Below the 300 s that the platform gives a function. */
const LONGEST_LIFE_MS = 280_000;
/** Streams that began together, after a restart, should not end together. */
const SPREAD_MS = 40_000;
/** A reader that takes nothing for so long after the end is not waited for. */
const GRACE_MS = 10_000;

export type StreamInput = {
  /** The last id the reader has seen, as it was sent. */
  lastEventId: string | null;
  /** When the proof of who is asking runs out. */
  expiresAt: Date | null;
  /** Aborts when the reader goes away. */
  signal: AbortSignal;
} & Pick<WatchOptions, "clock" | "sleep"> & { random: () => number };

/**
 * The stream of everything that the actor may see, as bytes of an event stream.
 *
 * @throws AppError malformed_request for an id that is no number, rate_limited for too many streams.
 */
export function openStream(
  ctx: Context,
  { lastEventId, expiresAt, signal, clock, sleep, random }: StreamInput,
  hub: Hub = realtimeHub(),
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const after = readPlace(lastEventId);
  const seat = hub.join({ userId: ctx.user.id, workspaceIds: readableWorkspaces(ctx) });
  const life = LONGEST_LIFE_MS - random() * SPREAD_MS;
  const endsAt = Math.min(clock() + life, expiresAt?.getTime() ?? Number.POSITIVE_INFINITY);
  const leaving = new AbortController();
  const frames = watchNews(seat, { after, endsAt, signal: leaving.signal, clock, sleep });
  const text = new TextEncoder();
  const leave = () => {
    leaving.abort();
    signal.removeEventListener("abort", leave);
    seat.leave();
  };
  signal.addEventListener("abort", leave);
  if (signal.aborted) leave();
  // Ends the place of a reader that never comes back for more.
  void sleep(endsAt - clock() + GRACE_MS, leaving.signal).then(leave);

  let isCancelled = false;
  return new ReadableStream({
    start: (controller) => controller.enqueue(text.encode(STREAM_HEAD)),
    async pull(controller) {
      const next = await frames.next().catch((error: unknown) => {
        // The reader comes back and resumes: to it this looks like any other end.
        log().warn({ err: error, requestId: ctx.requestId }, "realtime: stream ended early");
        return null;
      });
      if (isCancelled) return;
      if (next && !next.done) {
        controller.enqueue(text.encode(next.value ? encodeFrame(next.value) : HEARTBEAT));
        return;
      }
      leave();
      controller.close();
    },
    cancel() {
      isCancelled = true;
      leave();
    },
  });
}

/** More digits than any number of ours has: nothing that was ever given out. */
const NEVER = 10n ** 19n;

function readPlace(lastEventId: string | null): bigint | null {
  if (lastEventId === null || lastEventId === "") return null;
  if (!/^\d+$/.test(lastEventId)) {
    throw new AppError(
      "malformed_request",
      "Last-Event-ID is the id of an event of this stream: digits only.",
    );
  }
  return lastEventId.length > 19 ? NEVER : BigInt(lastEventId);
}
