import type { Attempt } from "#lib/webhooks/attempt-delivery.ts";

const DAY_MS = 86_400_000;
/** An endpoint that has answered nothing but failures for this long is switched off. */
export const MAX_FAILING_DAYS = 5;

/** What is kept about how an endpoint is doing. */
export type Health = {
  consecutiveFailures: number;
  failingSince: Date | null;
  throttledUntil: Date | null;
};

export type HealthChange = Health & {
  /** Why the endpoint has to be switched off, in words for its owner, or null. */
  disabledReason: string | null;
};

/** How an endpoint is doing after some more attempts, in the order in which they ended. */
export function healthAfter(before: Health, attempts: readonly Attempt[], now: Date): HealthChange {
  let { consecutiveFailures, failingSince, throttledUntil } = before;
  for (const { verdict, at } of attempts) {
    if (verdict.status === "succeeded") {
      // What it asked for stays: this one may have been under way when it asked.
      consecutiveFailures = 0;
      failingSince = null;
      continue;
    }
    consecutiveFailures += 1;
    failingSince ??= at;
    const until = verdict.throttledUntil;
    if (until && until > (throttledUntil ?? at)) throttledUntil = until;
  }
  const health = { consecutiveFailures, failingSince, throttledUntil };
  return { ...health, disabledReason: reasonToDisable(health, attempts, now) };
}

function reasonToDisable(
  { failingSince }: Health,
  attempts: readonly Attempt[],
  now: Date,
): string | null {
  if (attempts.some(({ verdict }) => verdict.isGone)) {
    return "The endpoint answered 410 Gone: it does not want to be called any more.";
  }
  if (failingSince && now.getTime() - failingSince.getTime() >= MAX_FAILING_DAYS * DAY_MS) {
    return `Nothing has been delivered for ${MAX_FAILING_DAYS} days: every attempt failed.`;
  }
  return null;
}
