/**
 * Tells the dispatcher of this process that something is due. Only a hint: a dispatcher looks for work
 * by itself once a second, and what another process has queued it finds in no other way.
 */

// Next gives instrumentation and routes modules of their own; they share the process.
const holder = globalThis as typeof globalThis & { sentinelWebhookWake?: () => void };

/** Whether a dispatcher runs in this process, which has been told. */
export function wakeDispatcher(): boolean {
  holder.sentinelWebhookWake?.();
  return holder.sentinelWebhookWake !== undefined;
}

/** Registers the dispatcher of this process, or with null takes it out. */
export function listenForWork(wake: (() => void) | null): void {
  if (wake) holder.sentinelWebhookWake = wake;
  else delete holder.sentinelWebhookWake;
}
