import { onAnnouncement } from "#lib/realtime/announce.ts";
import { createAudience, maySee } from "#lib/realtime/audience.ts";
import { type RecentNews, recentNews, startOfMemory } from "#lib/realtime/recent-news.ts";
import { startLooking } from "#lib/realtime/start-looking.ts";
import { type StartPush, startRedisPush } from "#lib/realtime/start-redis-push.ts";
import { type NumberedNews, numberNews, readNews } from "./queries.ts";

export type HubOptions = {
  startPush: StartPush;
  /** Time between two looks at the database while nobody announces anything. */
  lookEveryMs: number;
  /** The same while Redis carries the announcements of other instances: in case one gets lost. */
  lookEveryWithPushMs: number;
};
const OPTIONS: HubOptions = {
  startPush: startRedisPush,
  lookEveryMs: 400,
  lookEveryWithPushMs: 900,
};
/** Who may see what is read anew with all news, and now and then without: accounts are deleted. */
const PEOPLE_EVERY_MS = 15_000;
const PAGE = 2_000;

/** One stream's place at the hub. */
export type Seat = {
  readonly userId: string;
  /** False once the person's account no longer exists. */
  isOpen: () => boolean;
  /** The number up to which the feed has been read; null before the first look. */
  head: () => bigint | null;
  /** The same, after a look that begins now. */
  freshHead: () => Promise<bigint>;
  /** What follows a number, as far as the hub remembers; `maySee` tells what of it is this person's. */
  recent: RecentNews["after"];
  maySee: (news: NumberedNews) => boolean;
  /** Settles when there is something after the number, the person is gone, or the signal aborts. */
  newsAfter: (place: bigint, signal: AbortSignal) => Promise<void>;
  leave: () => void;
};

export type Hub = {
  /**
   * Takes a place for one stream.
   *
   * @throws AppError rate_limited when this person has too many streams in this instance.
   */
  join: (person: { userId: string; workspaceIds: readonly string[] }) => Seat;
  /** Streams that are open at this moment. */
  size: () => number;
};

/**
 * Reads the feed once for all streams of this process and decides who sees what. It looks while
 * somebody listens and rests otherwise. Each stream keeps its own place and takes what follows when
 * its reader is ready, so nothing is ever queued for anybody.
 */
export function createHub(options: Partial<HubOptions> = {}): Hub {
  let session: Session | null = null;
  let size = 0;
  return {
    size: () => size,
    join(person) {
      session ??= startSession({ ...OPTIONS, ...options });
      const mine = session;
      const listener = mine.audience.enter(person);
      size += 1;
      let isLeft = false;
      return {
        userId: person.userId,
        isOpen: () => !listener.isGone,
        head: mine.head,
        freshHead: mine.freshHead,
        recent: mine.recent,
        maySee: (news) => maySee(listener, news),
        newsAfter: (place, signal) =>
          mine.wait(signal, () => listener.isGone || (mine.head() ?? 0n) > place),
        leave() {
          if (isLeft) return;
          isLeft = true;
          size -= 1;
          mine.audience.leave(listener);
          if (size > 0) return;
          mine.stop();
          session = null;
        },
      };
    },
  };
}

type Session = ReturnType<typeof startSession>;

/** From the first stream to the last: reads, remembers, wakes whoever waits. */
function startSession({ startPush, lookEveryMs, lookEveryWithPushMs }: HubOptions) {
  const audience = createAudience();
  const waiting = new Set<() => void>();
  let memory: RecentNews | null = null;
  let peopleReadAt = performance.now();

  const look = async () => {
    const last = await numberNews();
    memory ??= await remember(last);
    const { news, head } = await readFrom(memory.head(), last);
    const isTime = performance.now() - peopleReadAt > PEOPLE_EVERY_MS;
    // After the rows: whoever was removed before one of them was written does not get it.
    const isSomebodyGone = news.length > 0 || isTime ? await audience.refresh() : false;
    if (news.length > 0 || isTime) peopleReadAt = performance.now();
    memory.add(news, head);
    if (news.length > 0 || isSomebodyGone) for (const settle of [...waiting]) settle();
  };

  const push = startPush(() => looking.wake());
  const looking = startLooking(look, () => (push.isOpen() ? lookEveryWithPushMs : lookEveryMs));
  const forget = onAnnouncement(looking.wake);
  const head = () => memory?.head() ?? null;
  return {
    audience,
    head,
    freshHead: async () => {
      await looking.nextLook();
      return head() ?? 0n;
    },
    recent: ((place, limit) => memory?.after(place, limit) ?? null) satisfies RecentNews["after"],
    wait: (signal: AbortSignal, isOver: () => boolean) =>
      new Promise<void>((resolve) => {
        if (signal.aborted || isOver()) {
          resolve();
          return;
        }
        const settle = () => {
          waiting.delete(settle);
          signal.removeEventListener("abort", settle);
          resolve();
        };
        waiting.add(settle);
        signal.addEventListener("abort", settle);
      }),
    stop() {
      forget();
      push.stop();
      looking.stop();
    },
  };
}

async function remember(last: bigint): Promise<RecentNews> {
  const { news, head } = await readFrom(startOfMemory(last), last);
  return recentNews(news, head);
}

/** Everything after a number, at least up to the last one given out, and how far that reaches. */
async function readFrom(
  after: bigint,
  last: bigint,
): Promise<{ news: NumberedNews[]; head: bigint }> {
  const news: NumberedNews[] = [];
  let head = after;
  while (head < last) {
    const page = await readNews(head, PAGE);
    news.push(...page);
    const end = page.at(-1)?.seq ?? head;
    head = page.length < PAGE && end < last ? last : end;
  }
  return { news, head };
}

const holder = globalThis as typeof globalThis & { sentinelRealtimeHub?: Hub };

/** The hub of this process. Next reloads modules in development; the streams must not notice. */
export function realtimeHub(): Hub {
  holder.sentinelRealtimeHub ??= createHub();
  return holder.sentinelRealtimeHub;
}
