import { setTimeout as pause } from "node:timers/promises";
import { log } from "#lib/platform/log.ts";

/** How soon a loop finds what another process has queued. */
const POLL_MS = 1_000;

// Next gives instrumentation and routes modules of their own; they share the process.
const holder = globalThis as typeof globalThis & { sentinelLoops?: Map<string, () => void> };

/**
 * Has the loop of that name look for work at once. Only a hint: loops look by themselves as well, and
 * that is how work is found which another process has queued.
 *
 * @returns whether this process has such a loop.
 */
export function wakeLoop(name: string): boolean {
  const wake = holder.sentinelLoops?.get(name);
  wake?.();
  return wake !== undefined;
}

/**
 * Takes turns for as long as the process lives: when it is woken, and once a second. A turn that fails
 * is logged, and the next one is taken as if nothing had been.
 *
 * @returns ends the loop, once the turn in progress is over.
 */
export function startLoop(name: string, takeTurn: () => Promise<unknown>): () => Promise<void> {
  let isStopped = false;
  let awake = new AbortController();
  const wake = () => awake.abort();
  const loop = async () => {
    while (!isStopped) {
      // Before the turn: what is queued while it is taken wakes the next one.
      awake = new AbortController();
      await takeTurn().catch((error) => log().error({ err: error, loop: name }, "turn failed"));
      if (!isStopped) await pause(POLL_MS, null, { signal: awake.signal }).catch(() => {});
    }
  };
  holder.sentinelLoops ??= new Map();
  holder.sentinelLoops.set(name, wake);
  const ended = loop();
  return () => {
    isStopped = true;
    if (holder.sentinelLoops?.get(name) === wake) holder.sentinelLoops.delete(name);
    wake();
    return ended;
  };
}
