import { env } from "#lib/platform/env.ts";
import { type OutboundResult, postGuarded } from "#lib/platform/outbound/post-guarded.ts";
import { POST_TIMEOUT_MS } from "#lib/slack/claim-channel.ts";
import type { SlackPayload } from "#lib/slack/message/block-kit.ts";

/** One call of an incoming webhook. Redirects are answers, and nothing is thrown. */
export function postToSlack(url: string, payload: SlackPayload): Promise<OutboundResult> {
  return postGuarded({
    url,
    body: JSON.stringify(payload),
    headers: { "content-type": "application/json; charset=utf-8", "user-agent": "Sentinel" },
    allowPrivate: env().webhookAllowPrivate,
    timeoutMs: POST_TIMEOUT_MS,
  });
}
