import { listMentionable } from "#lib/comments/list-mentionable.ts";
import { type Mentionable, mentionsIn } from "#lib/comments/mention-text.ts";
import type { Tx } from "#lib/platform/db.ts";
import { invalid } from "#lib/platform/errors.ts";

const MAX_MENTIONS = 50;

/**
 * The ids of the people named in a comment, who all may read the deal. Somebody who was named in it
 * before (`known`) may have left since.
 *
 * @throws AppError invalid_input on `body` that names the others.
 */
export async function requireMentionable(
  tx: Tx,
  deal: { teamId: string | null; owner: Mentionable },
  body: string,
  known: readonly string[] = [],
): Promise<string[]> {
  const mentions = mentionsIn(body);
  if (mentions.length > MAX_MENTIONS) {
    throw invalid("body", `names more than ${MAX_MENTIONS} people`);
  }
  if (mentions.length === 0) return [];
  const readers = new Set((await listMentionable(deal, tx)).map(({ id }) => id));
  const strangers = mentions.filter((id) => !readers.has(id) && !known.includes(id));
  if (strangers.length > 0) {
    throw invalid(
      "body",
      `names people who cannot see this deal: ${strangers.map((id) => `@[${id}]`).join(", ")}`,
    );
  }
  return mentions;
}
