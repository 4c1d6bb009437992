import { UserError } from "./user-error.ts";

/**
 * The folder of a new migration: its moment in UTC, which gives the order, and its name.
 *
 * @throws UserError when the words make no name.
 */
export function migrationFolder(words: readonly string[], now: Date): string {
  const name = words
    .join("_")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (name === "") {
    throw new UserError(
      "The schema differs from the migrations: name the change, for example npm run db:diff -- add_deal_owner.",
    );
  }
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  return `${stamp}_${name}`;
}
