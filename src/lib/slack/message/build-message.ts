import type { PublicEventName } from "#lib/events/public-event.ts";
import type { SlackPayload } from "#lib/slack/message/block-kit.ts";
import type { Facts } from "#lib/slack/message/facts.ts";
import { listMessage } from "#lib/slack/message/list-message.ts";
import { singleMessage } from "#lib/slack/message/single-message.ts";

/** What one message tells. */
export type Digest = {
  /** By event: how many deals or people, and those of them that are named. */
  groups: { event: PublicEventName; count: number; named: Facts[] }[];
  /** Different ones, in all groups together. */
  deals: number;
};

/**
 * One message for a channel: a single event with all its facts, several as a list. Whatever somebody
 * typed is escaped on the way in, and stands in plain text where Slack has such, since `*`, `_`, `~`
 * and backticks cannot be escaped.
 *
 * @param appUrl where people reach Sentinel, without a trailing slash.
 */
export function buildMessage(digest: Digest, appUrl: string): SlackPayload {
  const [first, ...others] = digest.groups;
  const [facts] = first?.named ?? [];
  const isSingle = first?.count === 1 && others.length === 0;
  return first && facts && isSingle
    ? singleMessage(first.event, facts, appUrl)
    : listMessage(digest, appUrl);
}
