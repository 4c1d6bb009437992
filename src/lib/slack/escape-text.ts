const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Line breaks and other controls, and the marks that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

const ELLIPSIS = "…";

/**
 * A value for Slack, on one line and of at most `max` characters once `&`, `<` and `>` are escaped:
 * nothing in it can name a person, call a channel or become a link. What is too long is cut between
 * characters, never inside an entity. Counted in UTF-16 units, which are never fewer than the code
 * points that Slack counts.
 */
export function escapeText(raw: string, max = Number.POSITIVE_INFINITY): string {
  const text = raw.replace(UNSEEN, " ").replaceAll(/\s+/g, " ").trim();
  const escaped = text.replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character);
  if (escaped.length <= max) return escaped;
  let cut = "";
  for (const character of text) {
    const next = ENTITIES[character] ?? character;
    if (cut.length + next.length > max - ELLIPSIS.length) break;
    cut += next;
  }
  return cut.trimEnd() + ELLIPSIS;
}

/** A link of ours with a label that somebody typed: a `|` or `>` in it would end it. */
export function linkTo(url: string, label: string, maxLabel: number): string {
  return `<${url}|${escapeText(label.replaceAll(/[|>]/g, " "), maxLabel) || "Open"}>`;
}
