import { verifyWebhook } from "@clerk/backend/webhooks";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";

/**
 * What Clerk says, once it is certain that Clerk says it: the signature is over the very bytes, and at
 * most five minutes old.
 *
 * @throws AppError unavailable when no signing secret is configured, unauthenticated for a signature
 * that is missing, wrong or old.
 */
export async function verifySignature(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
): Promise<unknown> {
  const signingSecret = env().clerk?.webhookSigningSecret;
  if (!signingSecret) {
    throw new AppError(
      "unavailable",
      "CLERK_WEBHOOK_SIGNING_SECRET is not configured, so nothing that claims to be Clerk's is believed.",
    );
  }
  const { url, headers } = request;
  const signed = new Request(url, { method: "POST", headers, body });
  try {
    return await verifyWebhook(signed, { signingSecret });
  } catch (cause) {
    throw new AppError(
      "unauthenticated",
      "The svix-id, svix-timestamp and svix-signature headers do not prove that Clerk sent this now.",
      { cause },
    );
  }
}
