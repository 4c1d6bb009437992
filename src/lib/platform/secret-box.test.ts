import { describe, expect, it } from "vitest";
import type { EncryptionKeys } from "#lib/platform/encryption-keys.ts";
import { createSecretBox, maskSecret } from "#lib/platform/secret-box.ts";

const key = (id: string, fill: number) => ({ id, key: new Uint8Array(32).fill(fill) });
const keys: EncryptionKeys = [key("k1", 1)];
const box = createSecretBox(keys);

describe("a sealed text", () => {
  it("opens again, whatever is in it, and is never sealed the same way twice", () => {
    for (const text of ["", "whsec_abc", "Zażółć & <Co> 🌊", "x".repeat(10_000)]) {
      expect(box.open(box.seal(text, "webhook.secret"), "webhook.secret")).toBe(text);
    }
    expect(box.seal("same", "webhook.secret")).not.toBe(box.seal("same", "webhook.secret"));
    expect(box.seal("visible", "webhook.secret")).not.toContain("visible");
  });

  it("does not open after any one character of it was changed", () => {
    const sealed = box.seal("whsec_of_somebody", "webhook.secret");
    for (let index = 0; index < sealed.length; index += 1) {
      for (const other of ["A", "b", "-", "."]) {
        if (sealed[index] === other) continue;
        const changed = sealed.slice(0, index) + other + sealed.slice(index + 1);
        expect(() => box.open(changed, "webhook.secret"), changed).toThrow("cannot be read");
      }
    }
  });

  it("does not open with any one bit of its bytes flipped, or cut short", () => {
    const sealed = box.seal("whsec_of_somebody", "webhook.secret");
    const [version, id, iv = "", data = ""] = sealed.split(".");
    for (const [place, text] of [iv, data].entries()) {
      const bytes = Buffer.from(text, "base64url");
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const parts = [version, id, iv, data];
        parts[place + 2] = flipped.toString("base64url");
        expect(() => box.open(parts.join("."), "webhook.secret")).toThrow("cannot be read");
      }
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => box.open(sealed.slice(0, length), "webhook.secret")).toThrow("cannot be read");
    }
  });

  it("does not open for another context, or with a key of another installation", () => {
    const sealed = box.seal("token", "hubspot.api_key");
    expect(() => box.open(sealed, "google.api_key")).toThrow("cannot be read");
    const stranger = createSecretBox([key("k1", 2)]);
    expect(() => stranger.open(sealed, "hubspot.api_key")).toThrow("another key of the same name");
    const renamed = createSecretBox([key("k2", 1)]);
    expect(() => renamed.open(sealed, "hubspot.api_key")).toThrow("no key of the name k1");
  });
});

describe("a change of keys", () => {
  const old = box.seal("token", "hubspot.api_key");
  const both = createSecretBox([key("k2", 2), ...keys]);

  it("opens what the old key made, and says that it should be sealed anew", () => {
    expect(both.open(old, "hubspot.api_key")).toBe("token");
    expect(both.needsReseal(old)).toBe(true);
    const renewed = both.seal("token", "hubspot.api_key");
    expect(both.needsReseal(renewed)).toBe(false);
    expect(createSecretBox([key("k2", 2)]).open(renewed, "hubspot.api_key")).toBe("token");
  });

  it("keeps links valid that the old key signed", () => {
    const signature = box.sign("unsubscribe", "user_1");
    expect(both.verify("unsubscribe", "user_1", signature)).toBe(true);
    expect(createSecretBox([key("k2", 2)]).verify("unsubscribe", "user_1", signature)).toBe(false);
  });
});

describe("a signature", () => {
  it("holds for its purpose and its text alone", () => {
    const signature = box.sign("unsubscribe", "user_1:digest");
    expect(box.verify("unsubscribe", "user_1:digest", signature)).toBe(true);
    expect(box.verify("unsubscribe", "user_2:digest", signature)).toBe(false);
    expect(box.verify("invite", "user_1:digest", signature)).toBe(false);
    for (const forged of ["", "x", `${signature}A`, signature.slice(1), `A${signature.slice(1)}`]) {
      if (forged !== signature)
        expect(box.verify("unsubscribe", "user_1:digest", forged)).toBe(false);
    }
  });
});

it("shows of a secret its last four characters, and nothing of a short one", () => {
  expect(maskSecret("whsec_0123456789abcd")).toBe("••••abcd");
  expect(maskSecret("short")).toBe("••••");
});
