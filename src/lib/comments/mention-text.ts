/**
 * A comment is plain text in which a colleague is named as `@[their id]`. The name is looked up when
 * the comment is shown: a colleague who changes theirs is called by the new one, and an account that
 * is deleted leaves no name behind. Safe for the browser.
 */

/** Somebody a comment can name. */
export type Mentionable = { id: string; name: string };

const TOKEN = /@\[([A-Za-z0-9_-]{1,64})\]/g;
/** What may follow or precede a name for it to be one: `ann@acme.com` names nobody. */
const WORD = /[\p{L}\p{N}_]/u;
const LINK = /https?:\/\/[^\s<>"]+/gi;
/** Ends a sentence more often than an address. */
const TRAILING = /[.,;:!?'")\]]+$/;

export type CommentPart =
  | { type: "text"; text: string }
  | { type: "mention"; id: string }
  | { type: "link"; href: string; text: string };

/** Ids of the people named in a comment, each once. */
export function mentionsIn(body: string): string[] {
  return [...new Set([...body.matchAll(TOKEN)].map(([, id]) => id ?? ""))];
}

/** The comment as somebody would write it: names instead of ids. */
export function withNames(body: string, people: readonly Mentionable[]): string {
  const labels = new Map(labelled(people).map(({ id, label }) => [id, label]));
  return body.replace(TOKEN, (_token, id: string) => `@${labels.get(id) ?? UNKNOWN}`);
}

/** How somebody is called whose account is gone. */
export const UNKNOWN = "somebody who left";

/** The opposite of `withNames`: every `@Name` of the given people becomes a mention of them. */
export function withIds(text: string, people: readonly Mentionable[]): string {
  // Longest first: "@Ann Lee" is not Ann.
  const known = labelled(people).sort((a, b) => b.label.length - a.label.length);
  let body = "";
  let rest = text;
  for (let at = rest.indexOf("@"); at !== -1; at = rest.indexOf("@")) {
    const isInWord = WORD.test((body + rest.slice(0, at)).at(-1) ?? "");
    const after = rest.slice(at + 1);
    const named = isInWord ? undefined : known.find(({ label }) => startsWithName(after, label));
    body += rest.slice(0, at) + (named ? `@[${named.id}]` : "@");
    rest = after.slice(named?.label.length ?? 0);
  }
  return body + rest;
}

/** What each person is called in a text: people of one name are told apart by a number. */
export function labelled(
  people: readonly Mentionable[],
): { id: string; name: string; label: string }[] {
  const seen = new Map<string, number>();
  return people.map(({ id, name }) => {
    const key = name.toLowerCase();
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return { id, name, label: count === 1 ? name : `${name} (${count})` };
  });
}

function startsWithName(text: string, label: string): boolean {
  if (text.slice(0, label.length).toLowerCase() !== label.toLowerCase()) return false;
  const [next = ""] = text.slice(label.length);
  return !WORD.test(next);
}

/**
 * A comment as what it shows: text, people, and web addresses as links. Only http and https make a
 * link, whatever the text says.
 */
export function commentParts(body: string): CommentPart[] {
  return split(body, TOKEN, ([, id = ""]) => ({ type: "mention", id })).flatMap((part) =>
    part.type === "text" ? split(part.text, LINK, toLink) : [part],
  );
}

function toLink([match]: RegExpExecArray): CommentPart {
  const text = match.replace(TRAILING, "");
  const href = URL.canParse(text) ? new URL(text).href : null;
  return href ? { type: "link", href, text } : { type: "text", text: match };
}

/** Cuts the text at each match; what the part made of a match does not show stays text. */
function split(
  text: string,
  pattern: RegExp,
  toPart: (match: RegExpExecArray) => CommentPart,
): CommentPart[] {
  const parts: CommentPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const part = toPart(match);
    const shown = part.type === "mention" ? match[0] : part.text;
    if (match.index > end) parts.push({ type: "text", text: text.slice(end, match.index) });
    parts.push(part);
    end = match.index + shown.length;
  }
  if (end < text.length) parts.push({ type: "text", text: text.slice(end) });
  return parts;
}
