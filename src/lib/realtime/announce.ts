import { afterCommit, type Tx } from "#lib/platform/db.ts";
import { publishToChannel } from "#lib/platform/redis-channel.ts";

export const CHANNEL = "sentinel-realtime";

/** Other instances are told at most so often: what they do is to look at everything that is new. */
const PUBLISHED_APART_MS = 250;

type State = { readers: Set<() => void>; isWaiting: boolean; publishedAt: number };

// Next reloads modules in development and may load them twice; who listens has to be one list.
const holder = globalThis as typeof globalThis & { sentinelRealtime?: State };

function state(): State {
  holder.sentinelRealtime ??= {
    readers: new Set(),
    isWaiting: false,
    publishedAt: Number.NEGATIVE_INFINITY,
  };
  return holder.sentinelRealtime;
}

/**
 * Says, once the transaction has committed, that there is something new in the feed. A hint that
 * saves waiting for the next look; whoever misses it finds the news all the same.
 */
export function announce(tx: Tx): void {
  afterCommit(tx, () => {
    for (const wake of state().readers) wake();
    announceElsewhere();
  });
}

/** Has `wake` called whenever something was announced in this process; gives the way to end that. */
export function onAnnouncement(wake: () => void): () => void {
  state().readers.add(wake);
  return () => state().readers.delete(wake);
}

/** Tells the other instances through Redis, where it is configured: at once, then bundled. */
export function announceElsewhere(): void {
  const shared = state();
  if (shared.isWaiting) return;
  const publish = () => {
    shared.isWaiting = false;
    shared.publishedAt = performance.now();
    void publishToChannel(CHANNEL, "news");
  };
  const wait = shared.publishedAt + PUBLISHED_APART_MS - performance.now();
  if (wait <= 0) {
    publish();
    return;
  }
  shared.isWaiting = true;
  // A command that ends does not stay for it.
  setTimeout(publish, wait).unref();
}
