import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** As its owner gets to see it, once: the Standard Webhooks form. */
export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

export type Signed = { id: string; body: string };

/**
 * The headers that prove where a delivery comes from, for one attempt at `at`.
 *
 * `x-webhook-signature` is keyed with the secret as it is written, `whsec_` included, and covers the
 * body alone. The Standard Webhooks trio is keyed with the bytes that the secret stands for and covers
 * id, time and body. While a secret is being replaced the trio carries a signature for each, the new
 * one first; the other header has room for one and takes the new one's.
 *
 * @param secrets the one in force, then the replaced one while it is still valid.
 */
export function signatureHeaders(
  { id, body }: Signed,
  secrets: readonly [string, ...string[]],
  at: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text);
  return {
    "x-webhook-signature": hmac(secrets[0], body).digest("hex"),
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets
      .map((secret) => hmac(bytesOf(secret), `${id}.${timestamp}.${body}`).digest("base64"))
      .map((signature) => `v1,${signature}`)
      .join(" "),
  };
}

function bytesOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), "base64");
}
