import { labelled, type Mentionable } from "#lib/comments/mention-text.ts";

const OFFERED = 6;
/** The "@" that begins a mention stands at the beginning or after a space or bracket. */
const BEGUN = /(?:^|[\s([{])@([^@\n]{0,60})$/;

export type MentionOffer = {
  /** Place of the "@" in the text. */
  start: number;
  people: { id: string; label: string }[];
};

/** Whom somebody may be about to name with what stands before the caret; null when nobody. */
export function findMention(
  text: string,
  caret: number,
  people: readonly Mentionable[],
): MentionOffer | null {
  const typed = BEGUN.exec(text.slice(0, caret))?.[1];
  if (typed === undefined) return null;
  const wanted = typed.toLowerCase();
  const fitting = labelled(people).filter(({ label }) => {
    const name = label.toLowerCase();
    return name !== wanted && (name.startsWith(wanted) || name.includes(` ${wanted}`));
  });
  if (fitting.length === 0) return null;
  return {
    start: caret - typed.length - 1,
    people: fitting.slice(0, OFFERED).map(({ id, label }) => ({ id, label })),
  };
}
