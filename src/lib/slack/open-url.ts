import { AppError } from "#lib/platform/errors.ts";
import { open } from "#lib/platform/secret-box.ts";

/** The address of a channel, or null when the key that sealed it is not configured any more. */
export function openUrl(sealed: string): string | null {
  try {
    return open(sealed, "slack.webhook_url");
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
