/**
 * Tells this process that a mail waits, where it sends mails itself after it has answered. Only a hint:
 * whatever is not sent then is sent by the scheduler's next call.
 */

// Next gives instrumentation and routes modules of their own; they share the process.
const holder = globalThis as typeof globalThis & { sentinelMailWake?: () => void };

export function wakeSender(): void {
  holder.sentinelMailWake?.();
}

/** Registers who sends; with null nobody does. */
export function listenForMail(wake: (() => void) | null): void {
  if (wake) holder.sentinelMailWake = wake;
  else delete holder.sentinelMailWake;
}
