import { env } from "#lib/platform/env.ts";

/** What becomes of mails here: sent, kept in the local mailbox, or nothing. */
export type EmailState = "resend" | "mailbox" | "off";

export function emailState(): EmailState {
  if (env().resend) return "resend";
  return hasMailbox() ? "mailbox" : "off";
}

/**
 * Whether this installation has the local mailbox, where mails can be read without an account with a
 * provider: a demo, or a developer's machine. Everybody who reaches such a server reads everything in
 * it, so nothing else ever has one.
 */
export function hasMailbox(): boolean {
  const { demo, nodeEnv } = env();
  return demo !== null || nodeEnv === "development";
}
