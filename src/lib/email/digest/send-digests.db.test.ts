import { beforeEach, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { logEvent } from "#lib/deals/log-event.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { sendDigests } from "#lib/email/digest/send-digests.ts";
import { type EmailData, TEMPLATES } from "#lib/email/templates/schema.ts";
import { DEFAULT_PREFERENCES } from "#lib/notifications/preferences.ts";
import { db } from "#lib/platform/db.ts";
import { api } from "#test/api-client.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";

/** Monday, 09:00 in Berlin. */
const NOW = new Date("2026-03-02T08:00:00Z");
const BERLIN = { timezone: "Europe/Berlin" };

let team: Team;
let owner: Context;
let member: Context;
let viewer: Context;

beforeEach(async () => {
  await db().emailMessage.deleteMany();
  await db().notificationSettings.deleteMany();
  team = await createTeam({ name: "Northwind", ...BERLIN });
  const join = async (role: "owner" | "member" | "viewer") =>
    contextOf(await createUser(BERLIN), { now: days(NOW, -1), team, role });
  owner = await join("owner");
  member = await join("member");
  viewer = await join("viewer");
});

/** Wants a digest, which is due at `due`. */
const subscribe = (ctx: Context, more: object = {}, due = NOW) =>
  db().notificationSettings.create({
    data: {
      userId: ctx.user.id,
      digest: "daily",
      digestHour: 9,
      lastDigestAt: days(due, -1),
      nextDigestAt: due,
      preferences: DEFAULT_PREFERENCES,
      ...more,
    },
  });
const settingsOf = (ctx: Context) =>
  db().notificationSettings.findUniqueOrThrow({ where: { userId: ctx.user.id } });
const run = (now = NOW) => sendDigests({ now, deadline: Number.POSITIVE_INFINITY });
const make = (ctx: Context, fields: Record<string, unknown> = {}) =>
  createDeal(ctx, createDealSchema.parse({ name: "Acme renewal", teamId: team.id, ...fields }));
/** A deal of theirs that needs attention. */
const makeRisky = async (ctx: Context, name = "Acme renewal") => {
  const { id } = await make(ctx, { name, value: 48_000, expectedCloseOn: "2026-02-01" });
  await logEvent(ctx, id, { type: "competitor_mentioned" }, "manual");
  await db().deal.update({ where: { id }, data: { riskBand: "high" } });
  return id;
};
/** What somebody's digests say, oldest first. */
const digestsOf = async (ctx: Context): Promise<EmailData<"digest">[]> => {
  const rows = await db().emailMessage.findMany({
    where: { userId: ctx.user.id, template: "digest" },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ data }) => TEMPLATES.digest.parse(data));
};

describe("a digest", () => {
  it("tells of the deals that need attention, what changed and what was not read", async () => {
    const id = await makeRisky(owner);
    const moved = await make(owner, { name: "Pilot" });
    await updateDeal(at(owner, days(NOW, -0.5)), moved.id, { stage: "proposal" });
    await make(at(member, days(NOW, -0.5)), { name: "For you", assigneeId: owner.user.id });
    await subscribe(owner);
    expect(await run()).toMatchObject({ queued: 1, empty: 0, failed: 0, remaining: false });
    const [digest] = await digestsOf(owner);
    expect(digest).toMatchObject({
      period: "daily",
      timezone: "Europe/Berlin",
      since: days(NOW, -1).toISOString(),
      until: NOW.toISOString(),
      news: [{ kind: "deal_assigned", title: "For you is assigned to you" }],
      moreNews: 0,
    });
    expect(digest?.workspaces).toMatchObject([
      { name: "Northwind", figures: [{ label: "Open pipeline" }, {}, {}, {}] },
    ]);
    const [workspace] = digest?.workspaces ?? [];
    expect(workspace?.worklist).toMatchObject([
      { dealId: id, dealName: "Acme renewal", value: { amount: 48_000, currency: "USD" } },
    ]);
    expect(workspace?.changes).toEqual(
      expect.arrayContaining([expect.objectContaining({ what: "moved to Proposal" })]),
    );
  });

  it("is not sent when there is nothing to say, and the next one is planned all the same", async () => {
    await subscribe(owner);
    expect(await run()).toMatchObject({ queued: 0, empty: 1 });
    expect(await digestsOf(owner)).toEqual([]);
    expect(await settingsOf(owner)).toMatchObject({ nextDigestAt: days(NOW, 1) });
  });

  it("tells members of their own deals, and viewers and leaders who asked of everybody's", async () => {
    await makeRisky(owner, "The owner's");
    await makeRisky(member, "The member's");
    await subscribe(member);
    await subscribe(viewer);
    await subscribe(owner, { preferences: { ...DEFAULT_PREFERENCES, scope: "team" } });
    await run();
    const names = async (ctx: Context) =>
      (await digestsOf(ctx))
        .flatMap(({ workspaces }) => workspaces)
        .flatMap(({ worklist, changes }) => [...worklist, ...changes])
        .map(({ dealName }) => dealName);
    expect(new Set(await names(member))).toEqual(new Set(["The member's"]));
    for (const ctx of [viewer, owner]) {
      expect(new Set(await names(ctx))).toEqual(new Set(["The owner's", "The member's"]));
    }
  });

  it("says nothing of teams and deals that its reader may not see", async () => {
    await makeRisky(owner);
    const stranger = await contextOf(await createUser(BERLIN), { now: NOW });
    await db().notification.create({
      data: {
        userId: stranger.user.id,
        teamId: team.id,
        kind: "team_activity",
        title: "Of a team that was left",
        body: "",
        createdAt: days(NOW, -0.5),
      },
    });
    await subscribe(stranger);
    expect(await run()).toMatchObject({ queued: 0, empty: 1 });
  });

  it("leaves out what was read and kinds that are not wanted in it", async () => {
    const tell = (kind: "team_activity" | "sync_failed" | "stage_change", more: object = {}) =>
      db().notification.create({
        data: {
          userId: owner.user.id,
          kind,
          title: kind,
          body: "",
          createdAt: days(NOW, -0.5),
          ...more,
        },
      });
    await tell("team_activity");
    await tell("sync_failed", { readAt: NOW });
    await tell("stage_change");
    await tell("team_activity", { title: "Told before", createdAt: days(NOW, -2) });
    const kinds = {
      ...DEFAULT_PREFERENCES.kinds,
      stage_change: { email: true, digest: false },
    };
    await subscribe(owner, { preferences: { kinds, scope: "mine" } });
    await run();
    const [digest] = await digestsOf(owner);
    expect(digest?.news.map(({ title }) => title)).toEqual(["team_activity"]);
  });
});

describe("the hour of a digest", () => {
  it("is kept, and no digest comes before it", async () => {
    await makeRisky(owner);
    await subscribe(owner);
    expect(await run(new Date(NOW.getTime() - 1))).toMatchObject({ queued: 0, empty: 0 });
    expect(await run()).toMatchObject({ queued: 1 });
    expect(await settingsOf(owner)).toMatchObject({
      lastDigestAt: NOW,
      nextDigestAt: days(NOW, 1),
    });
  });

  it("that was missed for days brings one digest, not one for each day", async () => {
    await makeRisky(owner);
    await subscribe(owner);
    const late = new Date("2026-03-05T20:00:00Z");
    expect(await run(late)).toMatchObject({ queued: 1 });
    expect(await digestsOf(owner)).toMatchObject([{ since: days(NOW, -1).toISOString() }]);
    expect((await settingsOf(owner)).nextDigestAt).toEqual(new Date("2026-03-06T08:00:00Z"));
  });

  it("of a weekly digest comes a week later, also over the change of the clocks", async () => {
    const monday = new Date("2026-03-23T08:00:00Z");
    await makeRisky(owner);
    await subscribe(owner, { digest: "weekly", digestDay: 1 }, monday);
    await run(monday);
    expect((await settingsOf(owner)).nextDigestAt).toEqual(new Date("2026-03-30T07:00:00Z"));
  });

  it("that comes again on the same day, since it was changed, brings no second digest", async () => {
    await makeRisky(owner);
    await subscribe(owner);
    await run();
    const evening = new Date("2026-03-02T17:00:00Z");
    await db().notificationSettings.update({
      where: { userId: owner.user.id },
      data: { digestHour: 18, nextDigestAt: evening },
    });
    await run(evening);
    expect(await digestsOf(owner)).toHaveLength(1);
  });
});

describe("several runs at once", () => {
  it("make each digest once", async () => {
    const people = [owner, member, viewer];
    await makeRisky(owner);
    await makeRisky(member);
    for (const ctx of people) await subscribe(ctx);
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.reduce((sum, { queued }) => sum + queued, 0)).toBe(3);
    for (const ctx of people) expect(await digestsOf(ctx)).toHaveLength(1);
  });

  it("are not held up by somebody whose digest cannot be made, who is tried again", async () => {
    await makeRisky(member);
    await subscribe(member);
    const { id } = await make(owner, { teamId: null });
    await db().deal.update({ where: { id }, data: { riskBand: "high" } });
    await subscribe(owner, {}, days(NOW, -1));
    // The sums of their own workspace cannot be told in a currency that there is not.
    const setCurrency = (currency: string) =>
      db().user.update({ where: { id: owner.user.id }, data: { currency } });
    await setCurrency("?!?");
    expect(await run()).toMatchObject({ queued: 1, failed: 1, remaining: false });
    expect(await digestsOf(member)).toHaveLength(1);
    await setCurrency("EUR");
    expect(await run()).toMatchObject({ queued: 1, failed: 0 });
  });

  it("are what the scheduler may start as often as it likes", async () => {
    await makeRisky(owner);
    await subscribe(owner);
    const headers = { authorization: "Bearer a-cron-secret-for-tests" };
    const answers = await Promise.all([
      api("GET", "/api/cron/send-digests", { headers }),
      api("GET", "/api/cron/send-digests", { headers }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.reduce((sum, { body }) => sum + body.queued, 0)).toBe(1);
    expect(await db().emailMessage.findMany({ where: { template: "digest" } })).toMatchObject([
      { userId: owner.user.id, status: "kept" },
    ]);
  });
});
