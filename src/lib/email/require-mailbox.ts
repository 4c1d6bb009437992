import { hasMailbox } from "#lib/platform/email-state.ts";
import { notFound } from "#lib/platform/errors.ts";

/** @throws AppError not_found where there is no local mailbox. */
export function requireMailbox(): void {
  if (!hasMailbox()) throw notFound("That page");
}
