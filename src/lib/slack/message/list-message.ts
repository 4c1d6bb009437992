import type { PublicEventName } from "#lib/events/public-event.ts";
import { escapeText, linkTo } from "#lib/slack/escape-text.ts";
import {
  fitTitle,
  LIMITS,
  MAX_NAME,
  MAX_NOTE,
  mrkdwn,
  plainText,
  type SlackPayload,
  section,
  toPayload,
} from "#lib/slack/message/block-kit.ts";
import type { Digest } from "#lib/slack/message/build-message.ts";
import type { Facts } from "#lib/slack/message/facts.ts";
import { dealNote, titleOf } from "#lib/slack/message/words.ts";

/** What happened at one time, by event: the first ones by name, and how many more. */
export function listMessage(digest: Digest, appUrl: string): SlackPayload {
  const summary = summaryOf(digest);
  const names = digest.groups
    .flatMap(({ named }) => named)
    .map(({ name }) => escapeText(name, MAX_NAME));
  const url = `${appUrl}/deals?status=all&sort=updatedAt`;
  return toPayload(`${summary}: ${names.join(", ")}. <${escapeText(url)}>`, [
    { type: "header", text: plainText(summary) },
    ...digest.groups.map((group) => section(mrkdwn(listOf(group, appUrl)))),
    {
      type: "context",
      elements: [mrkdwn(linkTo(escapeText(url), "Open the deals", MAX_NAME))],
    },
  ]);
}

const WORDS: Record<PublicEventName, (count: number) => string> = {
  "deal.at_risk": (count) => `${counted(count, "deal is", "deals are")} at higher risk`,
  "deal.closed_lost": (count) => `${counted(count, "deal", "deals")} lost`,
  "deal.closed_won": (count) => `${counted(count, "deal", "deals")} won`,
  "deal.stage_changed": (count) => `${counted(count, "deal", "deals")} moved to another stage`,
  "deal.created": (count) => counted(count, "new deal", "new deals"),
  "deal.updated": (count) => `${counted(count, "deal", "deals")} changed`,
  "team.member_added": (count) => `${counted(count, "person", "people")} joined`,
  "team.member_removed": (count) => `${counted(count, "person", "people")} left`,
};

/** "14 deals changed"; where all of it is one kind of news, that. */
function summaryOf({ groups, deals }: Digest): string {
  const [first, ...others] = groups;
  if (first && others.length === 0) return WORDS[first.event](first.count);
  const people = groups
    .filter(({ event }) => event.startsWith("team."))
    .reduce((sum, { count }) => sum + count, 0);
  return [
    ...(deals > 0 ? [WORDS["deal.updated"](deals)] : []),
    ...(people > 0 ? [`${counted(people, "person", "people")} joined or left`] : []),
  ].join(", ");
}

function listOf({ event, count, named }: Digest["groups"][number], appUrl: string): string {
  const lines = named.map((facts) => `• ${lineOf(event, facts, appUrl)}`);
  // Names full of characters that have to be escaped may leave no room for all of them.
  for (let shown = lines.length; ; shown -= 1) {
    const more = count - shown;
    const text = [
      `*${WORDS[event](count)}*`,
      ...lines.slice(0, shown),
      ...(more > 0 ? [`and ${more.toLocaleString("en")} more`] : []),
    ].join("\n");
    if (text.length <= LIMITS.section || shown === 0) return text;
  }
}

function lineOf(event: PublicEventName, facts: Facts, appUrl: string): string {
  if (facts.kind === "member") return fitTitle(titleOf(event, facts), MAX_NAME);
  const link = linkTo(`${appUrl}/deals/${encodeURIComponent(facts.id)}`, facts.name, MAX_NAME);
  return `${link}: ${escapeText(dealNote(event, facts), MAX_NOTE)}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
