/** What Slack checks of a message, by the limits it publishes; it never says which one was broken. */

type Text = { type: string; text: string; emoji?: boolean; verbatim?: boolean };
type Element = Text | { type: "button"; text: Text; url?: string };
export type SlackBlock = {
  type: string;
  text?: Text;
  fields?: Text[];
  elements?: Element[];
  block_id?: string;
};
export type Payload = { text?: string; blocks?: SlackBlock[]; [field: string]: unknown };

/** All block text together; more is msg_blocks_too_long. */
const ALL_TEXT = 13_200;

const length = (text: string) => [...text].length;

export function isWithinLimits({ blocks = [] }: Payload): boolean {
  if (!Array.isArray(blocks) || blocks.length > 50) return false;
  const all = blocks.flatMap(textsOf).reduce((sum, text) => sum + length(text), 0);
  return all <= ALL_TEXT && blocks.every(isBlock);
}

function isBlock(block: SlackBlock): boolean {
  if (block.block_id !== undefined && length(block.block_id) > 255) return false;
  switch (block.type) {
    case "header":
      return block.text?.type === "plain_text" && isText(block.text, 150);
    case "section": {
      const { text, fields } = block;
      if (!text && !fields) return false;
      if (fields && (fields.length === 0 || fields.length > 10)) return false;
      return (!text || isText(text, 3_000)) && (fields ?? []).every((one) => isText(one, 2_000));
    }
    case "context": {
      const { elements = [] } = block;
      return (
        elements.length > 0 &&
        elements.length <= 10 &&
        elements.every((one) => !isButton(one) && isText(one, 2_000))
      );
    }
    case "actions":
      return (block.elements?.length ?? 0) <= 25 && (block.elements ?? []).every(isUsable);
    case "divider":
      return true;
    default:
      return false;
  }
}

function isText(text: Text, max: number): boolean {
  const isKnown = text.type === "plain_text" || text.type === "mrkdwn";
  // Each is a field of the other kind: Slack refuses it there.
  const isMixed =
    (text.type === "mrkdwn" && "emoji" in text) ||
    (text.type === "plain_text" && "verbatim" in text);
  return isKnown && !isMixed && text.text.length > 0 && length(text.text) <= max;
}

function isButton(element: Element): element is Extract<Element, { type: "button" }> {
  return element.type === "button";
}

function isUsable(element: Element): boolean {
  if (!isButton(element)) return false;
  const { text, url } = element;
  const isAbsolute = url === undefined || /^https?:\/\//.test(url);
  return text.type === "plain_text" && isText(text, 75) && isAbsolute && length(url ?? "") <= 3_000;
}

/** Every text of a block, in order. */
export function textsOf(block: SlackBlock): string[] {
  return [
    block.text?.text ?? "",
    ...(block.fields ?? []).map(({ text }) => text),
    ...(block.elements ?? []).map(({ text }) =>
      typeof text === "string" ? text : (text?.text ?? ""),
    ),
  ].filter(Boolean);
}

/** `<url>`, `<url|label>`, `<!date^…|fallback>`: all that may stand between angle brackets. */
const LINK_OR_DATE = /<(https?:\/\/[^\s<>|]+(\|[^<>|]+)?|!date\^\d+\^[^<>|^]+\|[^<>|]+)>/g;
const LIVE = /<!(channel|here|everyone|subteam)|<[@#]/;

/** What gives a hostile name away that was not escaped. */
export function flagsOf({ text = "", blocks = [] }: Payload): ("raw" | "live")[] {
  const texts = [text, ...blocks.flatMap(textsOf)];
  const isRaw = texts.some((one) => /[<>]/.test(one.replaceAll(LINK_OR_DATE, "")));
  // An entity cut in half, or a bare ampersand, would show up as such.
  const isCut = texts.some((one) => /&(?!amp;|lt;|gt;)/.test(one));
  const isLive = texts.some((one) => LIVE.test(one));
  return [...(isRaw || isCut ? ["raw" as const] : []), ...(isLive ? ["live" as const] : [])];
}
