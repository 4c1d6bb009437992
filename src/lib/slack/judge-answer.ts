import type { OutboundResult } from "#lib/platform/outbound/post-guarded.ts";
import { readRetryAfter } from "#lib/platform/outbound/retry-after.ts";

/** What an answer of Slack's means for what was posted, and for the channel. */
export type Verdict =
  | { kind: "posted" }
  /** Slack will not take this message, however often it is sent. */
  | { kind: "refused"; reason: string }
  /** Slack will take nothing at this address any more. */
  | { kind: "off"; reason: string }
  /** Later, once so many milliseconds have passed; the message has nothing to do with it. */
  | { kind: "busy"; waitMs: number; reason: string }
  /** Later, by the schedule: something passing is wrong. */
  | { kind: "failed"; reason: string };

/** Shorter than the lease of a channel, so that whoever posts still holds it when the answer comes. */
export const MIN_INTERVAL_MS = 1_000;
/** Slack asks for seconds; whatever asks for more than this is not obeyed to the letter. */
const MAX_WAIT_MS = 3_600_000;
const DEFAULT_WAIT_MS = 30_000;

/** In Slack's own words, which it sends as plain text. */
const REASONS: Record<string, string> = {
  no_service: "The app was removed from Slack, or its webhook was deleted",
  no_team: "The Slack workspace no longer exists",
  channel_not_found: "The channel no longer exists",
  channel_is_archived: "The channel is archived",
  action_prohibited: "An administrator of the Slack workspace does not allow posting there",
  invalid_token: "Slack does not accept this address any more",
};
/** Slack knows the address, but not as one that takes messages. */
const OFF = new Set([403, 404, 410]);

/** What follows from the outcome of a call: see the answers that Slack documents for its webhooks. */
export function judgeAnswer(result: OutboundResult, now: Date): Verdict {
  if (result.kind === "failed") return { kind: "failed", reason: result.message };
  const { status, headers, body } = result;
  const code = /^[a-z_]{3,60}$/.exec(body.trim())?.[0];
  const said = code ? ` (${code})` : "";
  if (status >= 200 && status < 300) return { kind: "posted" };
  if (status === 429) {
    const asked = readRetryAfter(headers["retry-after"], now) ?? DEFAULT_WAIT_MS;
    const waitMs = Math.min(Math.max(asked, MIN_INTERVAL_MS), MAX_WAIT_MS);
    return { kind: "busy", waitMs, reason: "Slack asked for a pause: too many messages." };
  }
  if (status >= 300 && status < 400) {
    return { kind: "off", reason: "The address leads elsewhere: it is no incoming webhook." };
  }
  if (OFF.has(status)) {
    const reason = REASONS[code ?? ""] ?? `Slack refuses messages at this address with ${status}`;
    return { kind: "off", reason: `${reason}${said}.` };
  }
  if (status >= 400 && status < 500) {
    return { kind: "refused", reason: `Slack refused the message with ${status}${said}.` };
  }
  return { kind: "failed", reason: `Slack answered ${status}${said}.` };
}
