import { beforeAll, describe, expect, it } from "vitest";
import type { User } from "#generated/prisma/client.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { createTeam, createUser } from "#test/factories.ts";

let user: User;

beforeAll(async () => {
  user = await createUser({ name: "Ann Lee", isDemo: true, timezone: "UTC", currency: "USD" });
  const team = await createTeam({ name: "Home", slug: "home" });
  await db().teamMember.create({ data: { teamId: team.id, userId: user.id, role: "viewer" } });
});

const change = (body: object) => api("PATCH", "/api/auth/me", { as: user.id, body });

describe("a person's profile", () => {
  it("is changed field by field, and the answer is who they are now", async () => {
    const { status, body } = await change({ name: "  Ann Chovey ", currency: "chf" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: { name: "Ann Chovey", currency: "CHF", timezone: "UTC", email: user.email },
      teams: [{ slug: "home", role: "viewer" }],
    });
    expect((await api("GET", "/api/auth/me", { as: user.id })).body).toEqual(body);
    const [entry, ...more] = await db().auditLog.findMany({ where: { workspaceId: user.id } });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: "user.profile_changed",
      metadata: { fields: ["name", "currency"] },
    });
  });

  it("leaves no trace when nothing changes", async () => {
    const before = await db().auditLog.count();
    await change({ currency: "CHF" });
    await change({});
    expect(await db().auditLog.count()).toBe(before);
  });

  it("takes no zone, currency or name that there is not, and says which field is wrong", async () => {
    const { status, body } = await change({ timezone: "+02:00", currency: "XYZ", name: " " });
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      "currency",
      "name",
      "timezone",
    ]);
  });

  it("moves the next digest with the time zone, but not one that is due now", async () => {
    const userId = user.id;
    const future = new Date(Date.now() + 86_400_000);
    await db().notificationSettings.create({
      data: { userId, digest: "daily", digestHour: 8, nextDigestAt: future },
    });
    await change({ timezone: "Asia/Tokyo" });
    const moved = await db().notificationSettings.findUniqueOrThrow({ where: { userId } });
    // Eight in the morning in Tokyo, which knows no summer time.
    expect(moved.nextDigestAt?.toISOString()).toMatch(/T23:00:00\.000Z$/);
    const due = new Date(Date.now() - 1000);
    await db().notificationSettings.update({ where: { userId }, data: { nextDigestAt: due } });
    await change({ timezone: "Europe/Berlin" });
    const still = await db().notificationSettings.findUniqueOrThrow({ where: { userId } });
    expect(still.nextDigestAt).toEqual(due);
  });

  it("converts the rates of their own workspace when its currency changes", async () => {
    const workspaceId = user.id;
    await db().exchangeRate.createMany({
      data: [
        { workspaceId, userId: user.id, currency: "EUR", rate: "0.5" },
        { workspaceId, userId: user.id, currency: "GBP", rate: "2" },
      ],
    });
    await change({ currency: "EUR" });
    const rates = await db().exchangeRate.findMany({
      where: { workspaceId },
      orderBy: { currency: "asc" },
    });
    expect(rates.map(({ currency, rate }) => [currency, rate.toNumber()])).toEqual([
      ["CHF", 2],
      ["GBP", 4],
    ]);
  });
});
