import type { StatusTone } from "#components/integrations/status-words.ts";
import { momentWords, type ViewClock } from "#components/ui/moment-words.ts";
import type { DeliveryDto, DeliveryStatus, WebhookHealth } from "#lib/webhooks/schema.ts";

type Words = { tone: StatusTone; text: string };

/** How an endpoint is doing, in a few words. */
export function healthWords(health: WebhookHealth, clock: ViewClock): Words {
  const { state, failingSince, throttledUntil } = health;
  switch (state) {
    case "new":
      return { tone: "off", text: "Nothing sent yet" };
    case "healthy":
      return { tone: "good", text: "Healthy" };
    case "failing": {
      const since = failingSince ? ` since ${momentWords(failingSince, clock)}` : "";
      return { tone: "warn", text: `Failing${since}` };
    }
    case "throttled": {
      const until = throttledUntil ? `, next try ${momentWords(throttledUntil, clock)}` : "";
      return { tone: "busy", text: `Asked us to wait${until}` };
    }
    case "paused":
      return { tone: "off", text: "Paused" };
    case "disabled":
      return { tone: "warn", text: "Disabled" };
  }
}

export const STATUS_LABELS: Record<DeliveryStatus, string> = {
  pending: "Waiting",
  succeeded: "Delivered",
  dead: "Given up",
};

/** What became of a delivery. */
export function deliveryWords(delivery: DeliveryDto, clock: ViewClock): Words {
  const { status, attemptCount, nextAttemptAt } = delivery;
  if (status === "succeeded") return { tone: "good", text: STATUS_LABELS.succeeded };
  if (status === "dead") return { tone: "warn", text: STATUS_LABELS.dead };
  if (attemptCount === 0 || !nextAttemptAt || nextAttemptAt <= clock.now) {
    return { tone: "busy", text: STATUS_LABELS.pending };
  }
  return { tone: "busy", text: `Next try ${momentWords(nextAttemptAt, clock)}` };
}

/** The answer to the latest attempt: `500 in 120 ms`, or why there was none. */
export function answerWords(attempt: DeliveryDto["lastAttempt"]): string {
  if (!attempt) return "–";
  const { statusCode, latencyMs, error } = attempt;
  return statusCode === null ? (error ?? "No answer") : `${statusCode} in ${latencyMs} ms`;
}
