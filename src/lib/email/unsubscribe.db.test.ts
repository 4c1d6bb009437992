import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "#generated/prisma/client.ts";
import { findSubscription, unsubscribe } from "#lib/email/unsubscribe.ts";
import { unsubscribeToken } from "#lib/email/unsubscribe-token.ts";
import { NOTIFICATION_KINDS } from "#lib/notifications/kinds.ts";
import { DEFAULT_PREFERENCES, preferencesOf } from "#lib/notifications/preferences.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { createUser, days } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
let person: User;

beforeEach(async () => {
  person = await createUser();
});

const tokenFor = (kind: Parameters<typeof unsubscribeToken>[0]["kind"]) =>
  unsubscribeToken({ userId: person.id, kind }) ?? "";
const settings = () => db().notificationSettings.findUnique({ where: { userId: person.id } });
/** As a mail program does it by itself. */
const post = (token: string, raw = "List-Unsubscribe=One-Click") =>
  api("POST", `/api/unsubscribe/${token}`, {
    raw,
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });

describe("the link of a mail", () => {
  it("turns off mails of its kind and nothing else, without a sign-in", async () => {
    const { status, body } = await post(tokenFor("deal_at_risk"));
    expect(status).toBe(200);
    expect(body.unsubscribed).toEqual({ kind: "deal_at_risk", label: "Deal at risk" });
    const { kinds } = preferencesOf(await settings());
    for (const kind of NOTIFICATION_KINDS) {
      const before = DEFAULT_PREFERENCES.kinds[kind];
      expect(kinds[kind]).toEqual(kind === "deal_at_risk" ? { ...before, email: false } : before);
    }
  });

  it("keeps what its person had chosen", async () => {
    await db().notificationSettings.create({
      data: {
        userId: person.id,
        preferences: { ...DEFAULT_PREFERENCES, scope: "team" },
        digest: "weekly",
        digestHour: 17,
      },
    });
    await unsubscribe(tokenFor("sync_failed"), NOW);
    expect(await settings()).toMatchObject({ digest: "weekly", digestHour: 17 });
    expect(preferencesOf(await settings())).toMatchObject({
      scope: "team",
      kinds: { sync_failed: { email: false, digest: true }, deal_at_risk: { email: true } },
    });
  });

  it("of a digest turns digests off", async () => {
    await db().notificationSettings.create({
      data: { userId: person.id, digest: "daily", nextDigestAt: days(NOW, 1) },
    });
    await post(tokenFor("digest"));
    expect(await settings()).toMatchObject({ digest: "off", nextDigestAt: null });
    expect(preferencesOf(await settings())).toEqual(DEFAULT_PREFERENCES);
  });

  it("can be used again, and several at once", async () => {
    const tokens = NOTIFICATION_KINDS.map(tokenFor);
    await Promise.all([...tokens, ...tokens].map((token) => unsubscribe(token, NOW)));
    const { kinds } = preferencesOf(await settings());
    expect(NOTIFICATION_KINDS.filter((kind) => kinds[kind].email)).toEqual([]);
    expect((await post(tokens[0] ?? "")).status).toBe(200);
  });

  it("shows what it will turn off before it does", async () => {
    const token = tokenFor("deal_at_risk");
    const expected = { kind: "deal_at_risk", label: "Deal at risk", email: person.email };
    expect(await findSubscription(token)).toEqual({ ...expected, isOn: true });
    expect(await settings()).toBeNull();
    await unsubscribe(token, NOW);
    expect(await findSubscription(token)).toEqual({ ...expected, isOn: false });
  });
});

describe("a link that is broken", () => {
  const broken: [string, (token: string) => string][] = [
    ["cut off", (token) => token.slice(0, -4)],
    ["changed in its signature", (token) => (token.startsWith("A") ? "B" : "A") + token.slice(1)],
    ["of somebody else's kind", (token) => token.slice(0, 43) + tokenFor("stage_change").slice(43)],
    ["nothing but a signature", (token) => token.slice(0, 43)],
    ["no token at all", () => "unsubscribe"],
  ];
  it.each(broken)("%s changes nothing and answers 404", async (_how, breakIt) => {
    const token = breakIt(tokenFor("deal_at_risk"));
    expect((await post(token)).status).toBe(404);
    expect(await findSubscription(token)).toBeNull();
    expect(await settings()).toBeNull();
  });

  it("or whose person is gone answers 404", async () => {
    const token = tokenFor("deal_at_risk");
    await db().user.delete({ where: { id: person.id } });
    expect((await post(token)).status).toBe(404);
    expect(await findSubscription(token)).toBeNull();
  });
});
