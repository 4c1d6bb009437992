import { afterCommit, type Tx } from "#lib/platform/db.ts";

/** Whoever reads the feed in this process; it is told that there may be something new. */
const holder = globalThis as typeof globalThis & { sentinelRealtimeReaders?: Set<() => void> };

function readers(): Set<() => void> {
  holder.sentinelRealtimeReaders ??= new Set();
  return holder.sentinelRealtimeReaders;
}

/**
 * Says, once the transaction has committed, that there is something new in the feed. A hint that
 * saves waiting for the next look; whoever misses it finds the news all the same.
 */
export function announce(tx: Tx): void {
  afterCommit(tx, () => {
    for (const wake of readers()) wake();
  });
}

/** Has `wake` called whenever something was announced in this process; gives the way to end that. */
export function onAnnouncement(wake: () => void): () => void {
  readers().add(wake);
  return () => readers().delete(wake);
}
