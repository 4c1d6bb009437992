import { bandMark } from "./bands.ts";
import type { Block, Content, DealLine, NewsLine } from "./content.ts";
import type { FootLinks } from "./html-part.ts";

/** The text part: everything that the HTML part says, for those who read mail without it. */
export function textPart(content: Content, links: FootLinks): string {
  const foot = [
    content.why,
    ...(content.kind === null ? [] : [`Notification settings: ${links.settings}`]),
    ...(content.kind === null || links.unsubscribe === null
      ? []
      : [`Stop these mails: ${links.unsubscribe}`]),
  ];
  return `${[content.title, ...content.blocks.map(blockText), `--\n${foot.join("\n")}`].join("\n\n")}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case "text":
      return block.text;
    case "heading":
      return `${block.text}\n${"-".repeat(Math.min([...block.text].length, 60))}`;
    case "band":
      return bandText(block.band);
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "facts":
      return block.rows.map(({ label, value }) => `${label}: ${value}`).join("\n");
    case "figures":
      return block.items
        .map(({ label, value, change }) => `${label}: ${value} (${change})`)
        .join("\n");
    case "deals":
      return block.items.map(dealText).join("\n\n");
    case "news":
      return block.items.map(newsText).join("\n");
    case "button":
      return `${block.label}: ${block.url}`;
  }
}

function bandText(band: DealLine["band"]): string {
  const { shape, word } = bandMark(band);
  return `${shape} ${word}`;
}

function dealText({ name, company, url, band, facts, reason, action }: DealLine): string {
  return [
    `${bandText(band)}  ${name}${company ? ` · ${company}` : ""}`,
    facts,
    reason,
    ...(action ? [`What to do: ${action}.`] : []),
    url,
  ].join("\n");
}

function newsText({ text, url, after, detail, band, when }: NewsLine): string {
  const what = `${band ? `${bandText(band)}  ` : ""}${text}${after ? ` ${after}` : ""}`;
  return [`- ${when}: ${what}`, ...(detail ? [`  ${detail}`] : []), `  ${url}`].join("\n");
}
