import type { Frame, FrameName } from "#lib/realtime/frames.ts";
import type { Seat } from "#lib/realtime/hub.ts";
import { type NumberedNews, oldestKept, readNewsFor } from "./queries.ts";

export const HEARTBEAT_MS = 15_000;
/** News taken from the hub, or rows from the database, before a slow reader is looked at again. */
const AT_ONCE = 200;
/** Numbers that one statement of a replay looks through, whoever the rows between them are for. */
const WINDOW = 10_000n;

export type WatchOptions = {
  /** The last number the reader has seen; null begins with what comes next. */
  after: bigint | null;
  /** Epoch milliseconds at which the stream ends by itself. */
  endsAt: number;
  signal: AbortSignal;
  clock: () => number;
  /** Waits that long, or until the signal aborts; never fails. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Everything that this person may see, in order, each once, from the given place on for as long as
 * the stream lives; null keeps the connection alive. It reads on when asked for the next frame, so a
 * slow reader costs no memory: what the hub no longer remembers comes from the database.
 */
export async function* watchNews(
  seat: Seat,
  { after, endsAt, signal, clock, sleep }: WatchOptions,
): AsyncGenerator<Frame | null> {
  const isOver = () => signal.aborted || !seat.isOpen() || clock() >= endsAt;
  let head = seat.head();
  if (head === null || after === null || after > head) head = await seat.freshHead();
  let place = head;
  if (after === null) yield sign("hello", head);
  else if (after <= head && (await isKept(seat, after))) place = after;
  else yield sign("reset", head);
  let told = place;
  let heartbeatAt = clock() + HEARTBEAT_MS;

  while (!isOver()) {
    const next = seat.recent(place, AT_ONCE) ?? (await replay(seat, place));
    for (const news of next.news) {
      if (isOver()) return;
      // Now, not when it was read: the reader may have taken its time.
      if (!seat.maySee(news)) continue;
      yield toFrame(news);
      told = news.seq;
      heartbeatAt = clock() + HEARTBEAT_MS;
    }
    place = next.upTo;
    if (place < (seat.head() ?? place)) continue;
    if (clock() >= heartbeatAt) {
      yield place > told ? sign("place", place) : null;
      told = place;
      heartbeatAt = clock() + HEARTBEAT_MS;
    }
    await newsOrTime(seat, place, { until: Math.min(heartbeatAt, endsAt), signal, clock, sleep });
  }
}

/** Whether nothing after this number has been cleaned away. */
async function isKept(seat: Seat, after: bigint): Promise<boolean> {
  if (seat.recent(after, 1)) return true;
  const oldest = await oldestKept();
  return oldest !== null && after + 1n >= oldest;
}

/** The next part of what lies further back than the hub remembers. */
async function replay(
  seat: Seat,
  after: bigint,
): Promise<{ news: readonly NumberedNews[]; upTo: bigint }> {
  const head = seat.head() ?? after;
  const upTo = after + WINDOW < head ? after + WINDOW : head;
  const news = await readNewsFor(seat.userId, { after, upTo, limit: AT_ONCE });
  return { news, upTo: news.length < AT_ONCE ? upTo : (news.at(-1)?.seq ?? upTo) };
}

async function newsOrTime(
  seat: Seat,
  place: bigint,
  {
    until,
    signal,
    clock,
    sleep,
  }: Pick<WatchOptions, "signal" | "clock" | "sleep"> & {
    until: number;
  },
): Promise<void> {
  const wait = new AbortController();
  const end = () => wait.abort();
  signal.addEventListener("abort", end);
  try {
    await Promise.race([
      seat.newsAfter(place, wait.signal),
      sleep(Math.max(0, until - clock()), wait.signal),
    ]);
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}

function sign(event: Extract<FrameName, "hello" | "reset" | "place">, place: bigint): Frame {
  return { id: String(place), event, data: {} };
}

/** The row holds what its writer was allowed to write: see `News` and `PersonalNews`. */
function toFrame({ seq, name, data }: NumberedNews): Frame {
  return { id: String(seq), event: name, data } as Frame;
}
