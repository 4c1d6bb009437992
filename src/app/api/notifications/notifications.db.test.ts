import { beforeEach, describe, expect, it } from "vitest";
import type { Team, User } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import type { Kind } from "#lib/notifications/kinds.ts";
import { openNotification } from "#lib/notifications/open-notification.ts";
import { DEFAULT_PREFERENCES } from "#lib/notifications/preferences.ts";
import { pruneNotifications } from "#lib/notifications/prune-notifications.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser, days } from "#test/factories.ts";

const NOW = new Date();
let team: Team;
let owner: Context;
let member: Context;
let stranger: User;

beforeEach(async () => {
  team = await createTeam({ name: "Northwind" });
  const person = () => createUser({ isDemo: true, timezone: "Europe/Berlin" });
  owner = await contextOf(await person(), { now: NOW, team, role: "owner" });
  member = await contextOf(await person(), { now: NOW, team, role: "member" });
  stranger = await person();
});

type Fields = {
  kind?: Kind;
  teamId?: string | null;
  dealId?: string;
  readAt?: Date;
  createdAt?: Date;
  title?: string;
  payload?: object;
};

const tell = (ctx: Context, fields: Fields = {}) =>
  db().notification.create({
    data: {
      userId: ctx.user.id,
      kind: "team_activity",
      title: "Mia joined Northwind",
      body: "Their role is member.",
      teamId: team.id,
      createdAt: NOW,
      ...fields,
    },
  });

const list = async (ctx: Context, query = "") =>
  (await api("GET", `/api/notifications${query}`, { as: ctx.user.id })).body;
const titles = async (ctx: Context, query = "") =>
  (await list(ctx, query)).notifications.map(({ title }: { title: string }) => title);
const mark = (as: string, id: string, read: boolean) =>
  api("PATCH", `/api/notifications/${id}`, { as, body: { read } });

describe("one's notifications", () => {
  it("come newest first, a page at a time, each once, and say how many are unread", async () => {
    for (let index = 0; index < 7; index += 1) {
      // Two at a time share their moment.
      await tell(member, { title: `${index}`, createdAt: days(NOW, Math.floor(index / 2)) });
    }
    await tell(owner);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await list(member, `?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      expect(page.unreadCount).toBe(7);
      seen.push(...page.notifications.map(({ title }: { title: string }) => title));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(7);
    expect(seen[0]).toBe("6");
    expect([...seen].sort()).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
  });

  it("are filtered by kind and by what is unread", async () => {
    await tell(member, { title: "read", readAt: NOW });
    await tell(member, { title: "unread" });
    await tell(member, { title: "stage", kind: "stage_change" });
    expect(await titles(member, "?unread=1&kind=team_activity")).toEqual(["unread"]);
    expect(await titles(member, "?unread=0")).toEqual(["read"]);
    expect(await titles(member, "?kind=stage_change")).toEqual(["stage"]);
  });

  it("name their deal and where they lead, and no bookkeeping", async () => {
    const deal = await createDeal(
      member,
      createDealSchema.parse({ name: "Acme renewal", teamId: team.id }),
    );
    await tell(member, { kind: "deal_at_risk", dealId: deal.id, payload: { band: "high" } });
    const { notifications } = await list(member);
    expect(notifications).toMatchObject([
      {
        deal: { id: deal.id, name: "Acme renewal" },
        href: `/deals/${deal.id}`,
        payload: { band: "high" },
        readAt: null,
      },
    ]);
    await db().notification.deleteMany({});
    await tell(member, {
      kind: "deal_at_risk",
      payload: { workspaceId: team.id, count: 12, query: "owner=me&sort=risk", told: ["a:high"] },
    });
    expect((await list(member)).notifications[0]).toMatchObject({
      href: "/deals?owner=me&sort=risk",
      payload: { count: 12 },
    });
    expect((await list(member)).notifications[0].payload).toEqual({ count: 12 });
  });

  it("are refused with a bad filter or a cursor of another list", async () => {
    for (const query of ["?kind=spam", "?unread=maybe", "?limit=0", "?cursor=abc"]) {
      const { status } = await api("GET", `/api/notifications${query}`, { as: member.user.id });
      expect([400, 422], query).toContain(status);
    }
  });
});

describe("a notification", () => {
  it("is marked as read and unread by the one it is for", async () => {
    const { id } = await tell(member);
    const read = await mark(member.user.id, id, true);
    expect(read.body.notification.readAt).not.toBeNull();
    expect((await list(member)).unreadCount).toBe(0);
    const again = await mark(member.user.id, id, true);
    expect(again.body.notification.readAt).toBe(read.body.notification.readAt);
    expect((await mark(member.user.id, id, false)).body.notification.readAt).toBeNull();
    expect((await list(member)).unreadCount).toBe(1);
  });

  it("is not there for anybody else, and stays as it was", async () => {
    const { id } = await tell(member);
    for (const as of [owner.user.id, stranger.id]) {
      expect((await mark(as, id, true)).status).toBe(404);
    }
    expect((await db().notification.findUniqueOrThrow({ where: { id } })).readAt).toBeNull();
    expect((await mark(member.user.id, id, true)).status).toBe(200);
  });

  it("of a team disappears for those who have left it, with all that it says", async () => {
    const { id } = await tell(member);
    await tell(member, { teamId: null, title: "You are no longer in Northwind" });
    await db().teamMember.deleteMany({ where: { teamId: team.id, userId: member.user.id } });
    expect(await list(member)).toMatchObject({
      unreadCount: 1,
      notifications: [{ title: "You are no longer in Northwind" }],
    });
    expect((await mark(member.user.id, id, true)).status).toBe(404);
    const all = await api("POST", "/api/notifications/read-all", { as: member.user.id });
    expect(all.body.read).toBe(1);
    expect((await db().notification.findUniqueOrThrow({ where: { id } })).readAt).toBeNull();
  });

  it("about a deal that was deleted disappears with it", async () => {
    const deal = await createDeal(
      owner,
      createDealSchema.parse({ name: "Acme renewal", teamId: team.id }),
    );
    const { id } = await tell(member, { kind: "stage_change", dealId: deal.id });
    await deleteDeal(owner, deal.id);
    expect(await list(member)).toMatchObject({ unreadCount: 0, notifications: [] });
    expect((await mark(member.user.id, id, true)).status).toBe(404);
  });
});

describe("opening a notification", () => {
  it("reads it and leads to what it is about, in its workspace", async () => {
    const make = (teamId: string | null) =>
      createDeal(member, createDealSchema.parse({ name: "Acme renewal", teamId }));
    const [ofTeam, personal] = [await make(team.id), await make(null)];
    const about = await tell(member, { kind: "deal_at_risk", dealId: ofTeam.id });
    const own = await tell(member, { kind: "deal_at_risk", dealId: personal.id, teamId: null });
    const gone = await tell(member, { teamId: null });
    expect(await openNotification(member, about.id)).toEqual({
      href: `/deals/${ofTeam.id}`,
      workspaceId: team.id,
    });
    expect((await openNotification(member, own.id)).workspaceId).toBe(member.user.id);
    expect((await openNotification(member, gone.id)).workspaceId).toBeNull();
    expect((await list(member)).unreadCount).toBe(0);
  });

  it("of somebody else is as if it were not there", async () => {
    const { id } = await tell(member);
    await expect(openNotification(owner, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await list(member)).unreadCount).toBe(1);
  });
});

describe("reading all", () => {
  it("takes those that had come by then, one's own alone", async () => {
    const later = new Date(NOW.getTime() + 1);
    await tell(member);
    await tell(member, { title: "later", createdAt: later });
    await tell(owner);
    const { body } = await api(
      "POST",
      `/api/notifications/read-all?until=${encodeURIComponent(NOW.toISOString())}`,
      { as: member.user.id },
    );
    expect(body).toMatchObject({ success: true, read: 1 });
    expect(await titles(member, "?unread=1")).toEqual(["later"]);
    expect((await list(owner)).unreadCount).toBe(1);
  });

  it("tells the pages that the person has open, and no others", async () => {
    await tell(member);
    await api("POST", "/api/notifications/read-all", { as: member.user.id });
    const news = await db().realtimeEvent.findMany({ where: { name: "notification.read" } });
    expect(news.filter(({ audienceId }) => audienceId === member.user.id)).toMatchObject([
      { workspaceId: null, data: { unread: 0 } },
    ]);
  });
});

describe("how one wants to be told", () => {
  const get = async (ctx: Context) =>
    (await api("GET", "/api/notifications/settings", { as: ctx.user.id })).body.settings;
  const put = (ctx: Context, body: object) =>
    api("PUT", "/api/notifications/settings", { as: ctx.user.id, body });
  const digest = { frequency: "off", hour: 8, weekday: 1 };

  it("is by the defaults until something is chosen", async () => {
    expect(await get(member)).toEqual({
      ...DEFAULT_PREFERENCES,
      digest: { ...digest, timezone: "Europe/Berlin", nextAt: null },
      mayHearTeam: false,
    });
  });

  it("is kept, with the moment at which the next digest comes in one's own zone", async () => {
    const kinds = { ...DEFAULT_PREFERENCES.kinds, deal_at_risk: { email: false, digest: true } };
    const body = { kinds, scope: "team", digest: { frequency: "weekly", hour: 7, weekday: 5 } };
    const answer = await put(owner, body);
    expect(answer.status).toBe(200);
    const settings = await get(owner);
    expect(settings).toMatchObject({ ...body, mayHearTeam: true });
    const next = new Date(settings.digest.nextAt);
    const local = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Berlin",
      weekday: "long",
      hour: "2-digit",
      minute: "2-digit",
    });
    expect(local.format(next)).toBe("Friday 07:00");
    expect(next.getTime()).toBeGreaterThan(Date.now());
    await put(owner, { ...body, digest });
    expect((await get(owner)).digest.nextAt).toBeNull();
  });

  it("does not put off a digest that is due when something else is changed", async () => {
    const daily = { frequency: "daily", hour: 8, weekday: 1 };
    await put(member, { ...DEFAULT_PREFERENCES, digest: daily });
    const due = days(NOW, -1);
    await db().notificationSettings.update({
      where: { userId: member.user.id },
      data: { nextDigestAt: due },
    });
    const { stage_change, ...others } = DEFAULT_PREFERENCES.kinds;
    const kinds = { ...others, stage_change: { ...stage_change, email: true } };
    await put(member, { kinds, scope: "mine", digest: daily });
    expect((await get(member)).digest.nextAt).toBe(due.toISOString());
  });

  it("cannot be about a whole team for somebody who leads none", async () => {
    const { status, body } = await put(member, { ...DEFAULT_PREFERENCES, scope: "team", digest });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path: "scope" }]);
    expect(await db().notificationSettings.count({ where: { userId: member.user.id } })).toBe(0);
  });

  it("is refused with the field and what is wrong with it", async () => {
    for (const [change, path] of [
      [{ kinds: {} }, "kinds.deal_at_risk"],
      [{ scope: "everybody" }, "scope"],
      [{ digest: { ...digest, hour: 24 } }, "digest.hour"],
      [{ digest: { ...digest, weekday: 0 } }, "digest.weekday"],
      [{ digest: { ...digest, frequency: "hourly" } }, "digest.frequency"],
    ] as const) {
      const answer = await put(member, { ...DEFAULT_PREFERENCES, digest, ...change });
      expect(answer.status, path).toBe(422);
      expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path);
    }
  });
});

describe("old notifications", () => {
  it("go 90 days after they came once they are read, and unread ones after a year", async () => {
    const titled = (title: string, age: number, readAt?: Date) =>
      tell(member, { title, createdAt: days(NOW, -age), ...(readAt ? { readAt } : {}) });
    await titled("old and read", 91, NOW);
    await titled("young and read", 89, NOW);
    await titled("old and unread", 364);
    await titled("ancient", 366);
    expect(await pruneNotifications({ now: NOW, deadline: Number.POSITIVE_INFINITY })).toBe(2);
    expect(await titles(member)).toEqual(["young and read", "old and unread"]);
  });
});
