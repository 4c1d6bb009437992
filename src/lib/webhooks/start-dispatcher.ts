import { runDispatcher } from "#lib/webhooks/run-dispatcher.ts";
import { listenForWork } from "#lib/webhooks/wake-dispatcher.ts";

/**
 * Sends webhooks in this process until it is stopped: for long-lived servers. What a transaction of
 * this process queues goes out as soon as it has committed.
 *
 * @returns what stops it, once everything that is in hand has been brought to its end.
 */
export function startDispatcher(): () => Promise<void> {
  let isOver = false;
  let look = () => {};
  const ended = runDispatcher({
    now: () => new Date(),
    random: Math.random,
    isOver: () => isOver,
    endsWhenIdle: false,
    onStart: (ring) => {
      look = ring;
      listenForWork(ring);
    },
  });
  return async () => {
    listenForWork(null);
    isOver = true;
    look();
    await ended;
  };
}
