import { hkdfSync } from "node:crypto";

/** A key of AES-256 with the name under which ciphertext refers to it. */
export type EncryptionKey = { id: string; key: Uint8Array };
/** The first one encrypts; every one of them decrypts. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];

const KEY_BYTES = 32;
const FORM =
  'must be 32 bytes in base64 ("openssl rand -base64 32" makes one), or while keys change a list "new:…,old:…"';

/**
 * Reads ENCRYPTION_KEY: one key, named "k1", or a list of `name:key`, the one in force first.
 *
 * @returns the keys, or what is wrong with the text.
 */
export function parseEncryptionKeys(text: string): EncryptionKeys | { problem: string } {
  const keys = text.split(",").map((part) => {
    const [, id = "k1", base64 = ""] = /^(?:([a-z0-9]{1,16}):)?(.*)$/i.exec(part.trim()) ?? [];
    return { id, key: new Uint8Array(Buffer.from(base64, "base64")) };
  });
  const [first, ...rest] = keys;
  const isReadable = keys.every(({ key }) => key.length === KEY_BYTES);
  if (!first || !isReadable) return { problem: FORM };
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    return { problem: "names two keys alike: give each its own name" };
  }
  return [first, ...rest];
}

/** The demo needs no configuration: its key follows from the secret that it has anyway. */
export function demoEncryptionKeys(secret: string): EncryptionKeys {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "sentinel encryption", KEY_BYTES));
  return [{ id: "demo", key }];
}
