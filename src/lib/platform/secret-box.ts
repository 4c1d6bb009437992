import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import type { EncryptionKey, EncryptionKeys } from "#lib/platform/encryption-keys.ts";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import type { SealContext } from "#lib/platform/sealed-columns.ts";

/** AES-256-GCM with a random IV of 96 bits (NIST SP 800-38D, 8.2.2). */
const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "v1";

export type SecretBox = {
  /** Encrypts a text as `v1.<key>.<iv>.<data and tag>`; it opens for the same context only. */
  seal: (text: string, context: SealContext) => string;
  /** @throws AppError unavailable when the text was changed, or its key is not configured any more. */
  open: (sealed: string, context: SealContext) => string;
  /** Whether another key than the one in force made it. */
  needsReseal: (sealed: string) => boolean;
  /** A signature over a text for one purpose: for links that have to work without a sign-in. */
  sign: (purpose: string, text: string) => string;
  /** Takes the same time whatever is wrong with the signature. */
  verify: (purpose: string, text: string, signature: string) => boolean;
};

export function createSecretBox(keys: EncryptionKeys): SecretBox {
  const [current] = keys;
  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, current.key, iv);
      cipher.setAAD(boundData(current.id, context));
      const data = Buffer.concat([
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return [VERSION, current.id, iv.toString("base64url"), data.toString("base64url")].join(".");
    },
    open(sealed, context) {
      const [version, id = "", ivText = "", dataText = "", ...rest] = sealed.split(".");
      const iv = decode(ivText);
      const data = decode(dataText);
      const isReadable =
        version === VERSION &&
        rest.length === 0 &&
        iv?.length === IV_BYTES &&
        data !== null &&
        data.length >= TAG_BYTES;
      if (!isReadable) throw unreadable("it is not in the form that Sentinel writes");
      const made = keys.find((key) => key.id === id);
      if (!made) throw unreadable(`ENCRYPTION_KEY has no key of the name ${id}`);
      const decipher = createDecipheriv(CIPHER, made.key, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(boundData(id, context));
      decipher.setAuthTag(data.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([
          decipher.update(data.subarray(0, -TAG_BYTES)),
          decipher.final(),
        ]).toString("utf8");
      } catch (cause) {
        throw unreadable("it was changed, or made with another key of the same name", cause);
      }
    },
    needsReseal: (sealed) => !sealed.startsWith(sealedPrefix(current.id)),
    sign: (purpose, text) => signatureOf(current, purpose, text).toString("base64url"),
    verify(purpose, text, signature) {
      const given = decode(signature);
      // All of them are compared, so that the time says nothing about which one it was.
      const matches = keys.map((key) => {
        const expected = signatureOf(key, purpose, text);
        return given?.length === expected.length && timingSafeEqual(given, expected);
      });
      return matches.includes(true);
    },
  };
}

/** How everything begins that a key of this name has sealed. */
export function sealedPrefix(keyId: string): string {
  return `${VERSION}.${keyId}.`;
}

/** Version, key and context are authenticated with the text: none of them can be exchanged. */
function boundData(keyId: string, context: SealContext): Buffer {
  return Buffer.from(`${VERSION}.${keyId}.${context}`);
}

/** The bytes, or null for anything but the one way in which `toString` writes them. */
function decode(base64url: string): Buffer | null {
  const bytes = Buffer.from(base64url, "base64url");
  return bytes.toString("base64url") === base64url ? bytes : null;
}

/** A key of its own for each purpose (HKDF, RFC 5869), apart from the one that encrypts. */
function signatureOf({ key }: EncryptionKey, purpose: string, text: string): Buffer {
  const subkey = new Uint8Array(hkdfSync("sha256", key, "", `sentinel sign ${purpose}`, 32));
  return createHmac("sha256", subkey).update(text).digest();
}

function unreadable(why: string, cause?: unknown): AppError {
  return new AppError("unavailable", `A stored secret cannot be read: ${why}.`, { cause });
}

/** @throws AppError unavailable when the installation has no key: no secret is ever stored in the clear. */
function configuredBox(): SecretBox {
  const { encryption } = env();
  if (encryption) return createSecretBox(encryption);
  throw new AppError(
    "unavailable",
    "This installation has no ENCRYPTION_KEY, so it can keep no secrets. Whoever runs it has to set one.",
  );
}

export const seal: SecretBox["seal"] = (text, context) => configuredBox().seal(text, context);
export const open: SecretBox["open"] = (sealed, context) => configuredBox().open(sealed, context);
export const needsReseal: SecretBox["needsReseal"] = (sealed) =>
  configuredBox().needsReseal(sealed);
export const sign: SecretBox["sign"] = (purpose, text) => configuredBox().sign(purpose, text);
export const verify: SecretBox["verify"] = (purpose, text, signature) =>
  configuredBox().verify(purpose, text, signature);

/** What may be shown of a secret: `••••1234`, or nothing of one that is too short to hide the rest. */
export function maskSecret(secret: string): string {
  return secret.length < 12 ? "••••" : `••••${secret.slice(-4)}`;
}
