import { z } from "zod";
import type { UnsubscribeKind } from "#lib/email/templates/content.ts";
import { NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";
import { env } from "#lib/platform/env.ts";
import { sign, verify } from "#lib/platform/secret-box.ts";

const PURPOSE = "unsubscribe";
/** HMAC-SHA256 in base64url. */
const SIGNATURE_LENGTH = 43;

const contentsSchema = z.tuple([z.string().min(1), z.enum([...NOTIFICATION_KINDS, "digest"])]);

export type UnsubscribeRequest = { userId: string; kind: UnsubscribeKind };

/**
 * The proof in an unsubscribe link: whose mails of which kind it stops. It does not expire, because
 * mails are kept for years and the law gives no end either. Null where nothing can be signed.
 */
export function unsubscribeToken({ userId, kind }: UnsubscribeRequest): string | null {
  if (!env().encryption) return null;
  const contents = Buffer.from(JSON.stringify([userId, kind])).toString("base64url");
  return sign(PURPOSE, contents) + contents;
}

/** What a token stands for, or null when it was not made here or was cut off. */
export function readUnsubscribeToken(token: string): UnsubscribeRequest | null {
  if (!env().encryption) return null;
  const contents = token.slice(SIGNATURE_LENGTH);
  if (!verify(PURPOSE, contents, token.slice(0, SIGNATURE_LENGTH))) return null;
  const parsed = contentsSchema.safeParse(
    JSON.parse(Buffer.from(contents, "base64url").toString()),
  );
  return parsed.success ? { userId: parsed.data[0], kind: parsed.data[1] } : null;
}
