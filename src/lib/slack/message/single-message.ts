import { SYSTEM_NAME } from "#lib/events/origin.ts";
import type { PublicEventName } from "#lib/events/public-event.ts";
import { escapeText, linkTo } from "#lib/slack/escape-text.ts";
import {
  type Block,
  fitLines,
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
import type { DealFacts, Facts } from "#lib/slack/message/facts.ts";
import {
  changeLines,
  dealFields,
  dealNote,
  type LabelledFact,
  memberFields,
  reasonOf,
  titleOf,
} from "#lib/slack/message/words.ts";

/** Longest title that the notification text repeats. */
const MAX_TITLE = 400;

/** One event with all its facts. */
export function singleMessage(event: PublicEventName, facts: Facts, appUrl: string): SlackPayload {
  const title = titleOf(event, facts);
  const by = escapeText(facts.by, MAX_NAME) || SYSTEM_NAME;
  const [url, label] =
    facts.kind === "deal"
      ? [`${appUrl}/deals/${encodeURIComponent(facts.id)}`, "Open the deal"]
      : [`${appUrl}/settings/team`, "Open the team"];
  const text = [
    `${fitTitle(title, MAX_TITLE)}.`,
    ...(facts.kind === "deal" ? [escapeText(`${dealNote(event, facts)}.`, MAX_NOTE)] : []),
    `By ${by}.`,
    `<${url}>`,
  ];
  return toPayload(text.join(" "), [
    { type: "header", text: plainText(fitTitle(title, LIMITS.header)) },
    ...(facts.kind === "deal" ? dealBlocks(event, facts) : [fields(memberFields(facts))]),
    {
      type: "context",
      elements: [plainText(by), mrkdwn(dateOf(facts)), mrkdwn(linkTo(url, label, MAX_NAME))],
    },
  ]);
}

function dealBlocks(event: PublicEventName, facts: DealFacts): Block[] {
  const changes = event === "deal.updated" ? changeLines(facts) : [];
  const lines = changes.map((line) => escapeText(line, MAX_NOTE));
  const reason = escapeText(reasonOf(facts) ?? "", LIMITS.section);
  return [
    ...(lines.length > 0 ? [section(plainText(fitLines(lines, LIMITS.section)))] : []),
    ...(reason ? [section(plainText(reason))] : []),
    fields(dealFields(facts)),
  ];
}

function fields(facts: readonly LabelledFact[]): Block {
  return {
    type: "section",
    fields: facts.map(({ label, value }) => mrkdwn(`*${label}*\n${escapeText(value, MAX_NOTE)}`)),
  };
}

/** Shown to each reader in their own time zone; in UTC where that does not work. */
function dateOf({ at }: Facts): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  const fallback = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
  return `<!date^${seconds}^{date_short_pretty} {time}|${fallback}>`;
}
