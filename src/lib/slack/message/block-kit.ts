import { escapeText } from "#lib/slack/escape-text.ts";
import type { TitlePart } from "#lib/slack/message/words.ts";

/** The part of Slack's Block Kit that Sentinel writes, and the limits that Slack sets on it. */

type PlainText = { type: "plain_text"; text: string; emoji: false };
type Mrkdwn = { type: "mrkdwn"; text: string; verbatim: true };

export type Block =
  | { type: "header"; text: PlainText }
  | { type: "section"; text: PlainText | Mrkdwn }
  | { type: "section"; fields: Mrkdwn[] }
  | { type: "context"; elements: (PlainText | Mrkdwn)[] };

export type SlackPayload = {
  /** What notifications and screen readers get, and what is shown where blocks are not. */
  text: string;
  blocks?: Block[];
  unfurl_links: false;
  unfurl_media: false;
};

/** Characters. */
export const LIMITS = { header: 150, section: 3_000, field: 2_000 } as const;

/** Ours, so that a message stays one that people read. */
export const MAX_NAME = 120;
export const MAX_NOTE = 240;

/** Text without any markup, escaped by the caller: Slack decodes entities here too. */
export function plainText(text: string): PlainText {
  return { type: "plain_text", text, emoji: false };
}

/** `verbatim`: Slack makes no links of the names, channels and addresses in it. */
export function mrkdwn(text: string): Mrkdwn {
  return { type: "mrkdwn", text, verbatim: true };
}

export function section(text: PlainText | Mrkdwn): Block {
  return { type: "section", text };
}

export function toPayload(text: string, blocks: Block[]): SlackPayload {
  return { text, blocks, unfurl_links: false, unfurl_media: false };
}

/** Escaped, its names cut until it has at most `max` characters. */
export function fitTitle(parts: readonly TitlePart[], max: number): string {
  const ours = parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0);
  const names = parts.filter((part) => typeof part !== "string").length;
  const each = Math.floor((max - ours) / Math.max(1, names));
  return parts
    .map((part) => (typeof part === "string" ? part : escapeText(part.name, each)))
    .join("");
}

/** As many of the lines as fit. */
export function fitLines(lines: readonly string[], max: number): string {
  const kept: string[] = [];
  for (const line of lines) {
    if ([...kept, line].join("\n").length > max) break;
    kept.push(line);
  }
  return kept.join("\n");
}
