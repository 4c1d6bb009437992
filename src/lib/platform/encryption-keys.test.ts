import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { demoEncryptionKeys, parseEncryptionKeys } from "#lib/platform/encryption-keys.ts";

const a = randomBytes(32);
const b = randomBytes(32);

describe("ENCRYPTION_KEY", () => {
  it("is one key, which has a name of its own", () => {
    expect(parseEncryptionKeys(a.toString("base64"))).toEqual([
      { id: "k1", key: new Uint8Array(a) },
    ]);
  });

  it("is a list while keys change, the one in force first", () => {
    const list = `new:${b.toString("base64")}, k1:${a.toString("base64")}`;
    expect(parseEncryptionKeys(list)).toEqual([
      { id: "new", key: new Uint8Array(b) },
      { id: "k1", key: new Uint8Array(a) },
    ]);
  });

  it.each(["", "secret", randomBytes(16).toString("base64"), `${a.toString("base64")},`])(
    "is refused when it is %j",
    (text) => {
      expect(parseEncryptionKeys(text)).toEqual({ problem: expect.stringContaining("32 bytes") });
    },
  );

  it("is refused when two keys have one name", () => {
    const twice = `${a.toString("base64")},${b.toString("base64")}`;
    expect(parseEncryptionKeys(twice)).toEqual({ problem: expect.stringContaining("alike") });
  });

  it("follows from the demo's secret where there is none", () => {
    const [first] = demoEncryptionKeys("one");
    expect(first.key).toHaveLength(32);
    expect(demoEncryptionKeys("one")).toEqual([first]);
    expect(demoEncryptionKeys("other")[0].key).not.toEqual(first.key);
  });
});
