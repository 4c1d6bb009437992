import { DELETED_ACCOUNT } from "#lib/audit/deleted-account.ts";

export type NamedPerson = { name: string; email: string };

/** Fields that hold somebody's name and nothing else, in what is kept of mails, messages and events. */
const NAME_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "by",
  "responsible",
  "actorName",
  "inviterName",
]);
/** Fields of sentences. */
const TEXT_FIELDS: ReadonlySet<string> = new Set(["title", "body", "what"]);

/**
 * The same value without a person: their name stands for a deleted account, their address for none.
 * Other fields are left as they are, whatever they say: a name may be a word that means something else.
 */
export function withoutName(value: unknown, person: NamedPerson, field = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutName(item, person, field));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, withoutName(inner, person, name)]),
    );
  }
  if (typeof value !== "string") return value;
  if (value.toLowerCase() === person.email) return "";
  if (NAME_FIELDS.has(field)) return value === person.name ? DELETED_ACCOUNT : value;
  return TEXT_FIELDS.has(field) ? withoutNameInText(value, person) : value;
}

/** Whole words only: the name of Jo is not in Joint. */
function withoutNameInText(text: string, { name, email }: NamedPerson): string {
  const literal = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const whole = (words: string) => `(?<![\\p{L}\\p{N}_])${literal(words)}(?![\\p{L}\\p{N}_])`;
  return text
    .replaceAll(new RegExp(whole(name), "gu"), DELETED_ACCOUNT)
    .replaceAll(new RegExp(whole(email), "giu"), DELETED_ACCOUNT);
}
