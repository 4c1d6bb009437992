import { env } from "#lib/platform/env.ts";
import { notFound } from "#lib/platform/errors.ts";

/**
 * Whether this installation has the local mailbox, where mails can be read without an account with a
 * provider: a demo, or a developer's machine. Everybody who reaches such a server reads everything in
 * it, so nothing else ever has one.
 */
export function hasMailbox(): boolean {
  const { demo, nodeEnv } = env();
  return demo !== null || nodeEnv === "development";
}

/** @throws AppError not_found where there is no mailbox. */
export function requireMailbox(): void {
  if (!hasMailbox()) throw notFound("That page");
}

/** What becomes of mails here. */
export function emailState(): "resend" | "mailbox" | "off" {
  if (env().resend) return "resend";
  return hasMailbox() ? "mailbox" : "off";
}
