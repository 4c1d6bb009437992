/** Longest part of a comment that a notice repeats. */
const EXCERPT = 200;

/** The beginning of a comment, in one line. */
export function commentExcerpt(text: string): string {
  const characters = [...text.replaceAll(/\s+/g, " ").trim()];
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
