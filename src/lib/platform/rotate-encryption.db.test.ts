import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/platform/db.ts";
import type { EncryptionKeys } from "#lib/platform/encryption-keys.ts";
import { rotateEncryption } from "#lib/platform/rotate-encryption.ts";
import { SEALED_COLUMNS } from "#lib/platform/sealed-columns.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { createUser } from "#test/factories.ts";

const key = (id: string, fill: number) => ({ id, key: new Uint8Array(32).fill(fill) });
const OLD: EncryptionKeys = [key("k1", 1)];
const BOTH: EncryptionKeys = [key("k2", 2), key("k1", 1)];
const NEW: EncryptionKeys = [key("k2", 2)];
const ROWS = 450;

let userId: string;

beforeAll(async () => {
  userId = (await createUser()).id;
  const box = createSecretBox(OLD);
  await db().webhook.createMany({
    data: Array.from({ length: ROWS }, (_, index) => ({
      workspaceId: userId,
      userId,
      name: `Endpoint ${index}`,
      url: "https://example.com/",
      events: ["deal.created"],
      secret: box.seal(`secret ${index}`, "webhook.secret"),
      previousSecret: index < 3 ? box.seal(`previous ${index}`, "webhook.secret") : null,
    })),
  });
  await db().hubSpotIntegration.create({
    data: { userId, apiKey: box.seal("hubspot token", "hubspot.api_key") },
  });
});

const countOf = async (keys: EncryptionKeys) =>
  Object.fromEntries((await rotateEncryption(keys)).map(({ column, ...rest }) => [column, rest]));

describe("a change of the encryption key", () => {
  it("knows every column of the schema that says it is encrypted", async () => {
    const known = await db().$queryRaw<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public'
        AND column_name IN ('secret', 'previousSecret', 'webhookUrl', 'apiKey', 'clientSecret',
          'accessToken', 'refreshToken')`;
    const listed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
    expect(listed.toSorted()).toEqual(known.map(({ name }) => name).toSorted());
  });

  it("seals what is stored with the new key, and what is done once more not at all", async () => {
    const first = await countOf(BOTH);
    expect(first["Webhook.secret"]).toEqual({ resealed: ROWS, unreadable: 0 });
    expect(first["Webhook.previousSecret"]).toEqual({ resealed: 3, unreadable: 0 });
    expect(first["HubSpotIntegration.apiKey"]).toEqual({ resealed: 1, unreadable: 0 });
    const box = createSecretBox(NEW);
    const webhooks = await db().webhook.findMany();
    for (const { name, secret } of webhooks) {
      expect(box.open(secret, "webhook.secret")).toBe(name.replace("Endpoint", "secret"));
    }
    const again = await countOf(BOTH);
    expect(Object.values(again).every(({ resealed }) => resealed === 0)).toBe(true);
  });

  it("leaves alone what no configured key opens, and counts it", async () => {
    const stranger = createSecretBox([key("k9", 9)]).seal("lost", "webhook.secret");
    const { id } = await db().webhook.findFirstOrThrow();
    await db().webhook.update({ where: { id }, data: { secret: stranger } });
    expect((await countOf(BOTH))["Webhook.secret"]).toEqual({ resealed: 0, unreadable: 1 });
    expect((await db().webhook.findUniqueOrThrow({ where: { id } })).secret).toBe(stranger);
  });
});
