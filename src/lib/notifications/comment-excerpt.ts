import { type Mentionable, withNames } from "#lib/comments/mention-text.ts";

/** Longest part of a comment that a notice repeats. */
const EXCERPT = 200;

/** The beginning of a comment, in one line, with the names of those it mentions. */
export function commentExcerpt(body: string, people: readonly Mentionable[]): string {
  const characters = [...withNames(body, people).replaceAll(/\s+/g, " ").trim()];
  return characters.length > EXCERPT
    ? `${characters
        .slice(0, EXCERPT - 1)
        .join("")
        .trimEnd()}…`
    : characters.join("");
}

/** One comment is one notice for each person, however often it is edited. */
export function commentKey(commentId: string): string {
  return `comment:${commentId}`;
}
