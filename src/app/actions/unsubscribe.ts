"use server";

import { redirect } from "next/navigation";
import { unsubscribe } from "#lib/email/unsubscribe.ts";
import { AppError } from "#lib/platform/errors.ts";

/**
 * Turns off the mails that a link stands for and shows its page again, which says so. Not a
 * createAction: the link is the proof, and its reader need not be signed in.
 */
export async function unsubscribeByLink(token: string): Promise<void> {
  const text = String(token);
  await unsubscribe(text, new Date()).catch(explainOnPage);
  redirect(`/unsubscribe/${encodeURIComponent(text)}`);
}

/** The page, loaded again, says that the link is broken. */
function explainOnPage(error: unknown): void {
  if (error instanceof AppError && error.code === "not_found") return;
  throw error;
}
