import { PrismaPg } from "@prisma/adapter-pg";
import { beforeEach, describe, expect, it } from "vitest";
import { PrismaClient } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { deleteDeal } from "#lib/deals/delete-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { snoozeDeal } from "#lib/deals/snooze-deal.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { wakeDueDeals } from "#lib/deals/wake-due-deals.ts";
import type { DomainEvent } from "#lib/events/domain-event.ts";
import { type Origin, systemOrigin } from "#lib/events/origin.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { importFile } from "#lib/imports/import-file.ts";
import { notifyPeople } from "#lib/notifications/notify-people.ts";
import { DEFAULT_PREFERENCES } from "#lib/notifications/preferences.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { refreshDueRisk } from "#lib/risk/store/refresh-risk.ts";
import type { Band } from "#lib/risk/types.ts";
import { at, contextOf, createTeam, createUser } from "#test/factories.ts";

const NOW = new Date("2026-03-02T09:00:00Z");
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const UNTIL_DONE = Number.POSITIVE_INFINITY;

let teamId: string;
let owner: Context;
let admin: Context;
let member: Context;
let viewer: Context;

beforeEach(async () => {
  const team = await createTeam({ name: "Northwind", timezone: "Europe/Berlin" });
  teamId = team.id;
  const join = async (name: string, role: "owner" | "admin" | "member" | "viewer") =>
    contextOf(await createUser({ name }), { now: NOW, team, role });
  owner = await join("Olivia", "owner");
  admin = await join("Adam", "admin");
  member = await join("Mia", "member");
  viewer = await join("Viktor", "viewer");
});

const make = (ctx: Context, fields: Record<string, unknown> = {}) =>
  createDeal(ctx, createDealSchema.parse({ name: "Acme renewal", teamId, ...fields }));

const record = (origin: Origin, events: readonly DomainEvent[]) =>
  transaction((tx) => recordDomainEvents(tx, origin, events));

const worsened = (dealId: string, now: Date, from: Band, to: Band): DomainEvent => ({
  name: "deal.band_changed",
  workspaceId: teamId,
  dealId,
  occurredAt: now,
  from,
  to,
  score: 0.8,
  reasons: ["No reply for 19 days; threshold is 7"],
});

const worsen = (dealId: string, now: Date, from: Band = "low", to: Band = "high") =>
  record(systemOrigin(now), [worsened(dealId, now, from, to)]);

/** What a person has been told, oldest first. */
const toldTo = (ctx: Context, where: { dealId?: string } = {}) =>
  db().notification.findMany({
    where: { userId: ctx.user.id, ...where },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
const titlesOf = async (ctx: Context) => (await toldTo(ctx)).map(({ title }) => title).sort();

const hearAll = (ctx: Context) =>
  db().notificationSettings.create({
    data: { userId: ctx.user.id, preferences: { ...DEFAULT_PREFERENCES, scope: "team" } },
  });

describe("a deal that gets worse", () => {
  it("is told to its owner and its assignee, with the fact and the first reason", async () => {
    const { id } = await make(owner, { assigneeId: member.user.id });
    await worsen(id, hours(1));
    for (const ctx of [owner, member]) {
      const told = (await toldTo(ctx)).filter(({ kind }) => kind === "deal_at_risk");
      expect(told).toMatchObject([
        {
          teamId,
          dealId: id,
          title: "Acme renewal is now High",
          body: "No reply for 19 days; threshold is 7",
          payload: { band: "high", workspaceId: teamId },
          readAt: null,
          createdAt: hours(1),
        },
      ]);
    }
    expect(await toldTo(admin)).toEqual([]);
    expect(await toldTo(viewer)).toEqual([]);
  });

  it("is told by time alone, once, also when two refreshes run at the same moment", async () => {
    const { id } = await make(owner);
    const { riskValidUntil } = await db().deal.findUniqueOrThrow({ where: { id } });
    const run = { now: riskValidUntil ?? NOW, deadline: UNTIL_DONE };
    await Promise.all([refreshDueRisk(run), refreshDueRisk(run)]);
    expect(await titlesOf(owner)).toEqual(["Acme renewal is now Medium"]);
  });

  it("is told once when two transactions find it at the same moment", async () => {
    const { id } = await make(owner);
    await Promise.all(Array.from({ length: 4 }, () => worsen(id, hours(1))));
    expect(await titlesOf(owner)).toEqual(["Acme renewal is now High"]);
  });

  it("is told to leaders who asked to hear about everybody's deals, and to no other scope", async () => {
    await hearAll(admin);
    await hearAll(viewer);
    const { id } = await make(owner);
    await worsen(id, hours(1));
    expect(await titlesOf(admin)).toEqual(["Acme renewal is now High"]);
    expect(await titlesOf(viewer)).toEqual([]);
  });

  it("is told to its owner alone when it is personal, and never to another team", async () => {
    await hearAll(admin);
    const personal = await make(admin, { teamId: null });
    await record(systemOrigin(NOW), [
      { ...worsened(personal.id, NOW, "low", "high"), workspaceId: admin.user.id },
    ]);
    expect(await titlesOf(admin)).toEqual(["Acme renewal is now High"]);
    expect(await titlesOf(owner)).toEqual([]);
  });

  it("is not told to an owner who has left the team", async () => {
    const { id } = await make(member);
    await db().teamMember.deleteMany({ where: { teamId, userId: member.user.id } });
    await worsen(id, hours(1));
    expect(await toldTo(member)).toEqual([]);
  });

  it("is not told when it improves, is closed or is deleted", async () => {
    const { id } = await make(owner);
    await worsen(id, hours(1), "high", "medium");
    await updateDeal(owner, id, { stage: "closed_lost" });
    await worsen(id, hours(2));
    const other = await make(owner);
    await deleteDeal(owner, other.id);
    await worsen(other.id, hours(2));
    expect(await toldTo(owner)).toEqual([]);
  });

  it("is told to nobody when the change is rolled back", async () => {
    const { id } = await make(owner);
    const failing = transaction(async (tx) => {
      await recordDomainEvents(tx, systemOrigin(NOW), [worsened(id, NOW, "low", "high")]);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await toldTo(owner)).toEqual([]);
  });
});

describe("a deal that flaps", () => {
  it("is told once for each band within 24 hours, and again after them", async () => {
    const { id } = await make(owner);
    // Over the end of the fixed period that the key counts by, too.
    for (const hour of [1, 4, 9, 14, 16, 24.9]) await worsen(id, hours(hour), "medium", "high");
    expect(await titlesOf(owner)).toEqual(["Acme renewal is now High"]);
    await worsen(id, hours(10), "low", "medium");
    await worsen(id, hours(11), "low", "medium");
    expect(await titlesOf(owner)).toEqual([
      "Acme renewal is now High",
      "Acme renewal is now Medium",
    ]);
    await worsen(id, hours(25), "medium", "high");
    expect((await toldTo(owner)).map(({ createdAt }) => createdAt)).toEqual([
      hours(1),
      hours(10),
      hours(25),
    ]);
  });

  it("is held back from those alone who were told", async () => {
    const { id } = await make(owner);
    await worsen(id, hours(1));
    await updateDeal(at(owner, hours(2)), id, { assigneeId: member.user.id });
    await worsen(id, hours(3));
    expect((await toldTo(member)).map(({ kind }) => kind)).toEqual([
      "deal_assigned",
      "deal_at_risk",
    ]);
    expect(await titlesOf(owner)).toEqual(["Acme renewal is now High"]);
  });
});

describe("a snoozed deal", () => {
  const until = "2026-03-12";
  const wakesAt = new Date("2026-03-11T23:00:00Z");
  const snooze = async () => {
    const { id } = await make(owner);
    await snoozeDeal(owner, id, { until, reason: "On leave" });
    return id;
  };
  const setBand = (id: string, riskBand: Band) =>
    db().deal.update({
      where: { id },
      data: { riskBand, riskReasons: ["No reply for 19 days; threshold is 7"] },
    });

  it("disturbs nobody, and is told once when it wakes up worse than it fell asleep", async () => {
    const id = await snooze();
    await setBand(id, "high");
    await worsen(id, hours(30));
    expect(await toldTo(owner)).toEqual([]);
    const run = { now: wakesAt, deadline: UNTIL_DONE };
    await Promise.all([wakeDueDeals(run), wakeDueDeals(run)]);
    await worsen(id, wakesAt);
    expect(await toldTo(owner)).toMatchObject([
      { title: "Acme renewal is now High", body: "No reply for 19 days; threshold is 7" },
    ]);
  });

  it("is no news when it wakes up as it was, or better", async () => {
    const id = await snooze();
    await setBand(id, "high");
    await worsen(id, hours(30));
    await setBand(id, "low");
    await wakeDueDeals({ now: wakesAt, deadline: UNTIL_DONE });
    expect(await toldTo(owner)).toEqual([]);
  });
});

describe("a deal that moves to another stage", () => {
  it("is told to its people and to leaders who asked, but not to whoever moved it", async () => {
    await hearAll(admin);
    const { id } = await make(member, { assigneeId: member.user.id });
    await updateDeal(owner, id, { stage: "proposal" });
    for (const ctx of [member, admin]) {
      expect(await toldTo(ctx)).toMatchObject([
        {
          kind: "stage_change",
          title: "Acme renewal moved to Proposal",
          body: "Olivia moved it from Discovery.",
        },
      ]);
    }
    expect(await toldTo(owner)).toEqual([]);
  });

  it("is told of each move, and of nothing when only its name changes", async () => {
    const { id } = await make(member);
    await updateDeal(owner, id, { stage: "proposal" });
    await updateDeal(owner, id, { stage: "discovery" });
    await updateDeal(owner, id, { name: "Acme, renamed" });
    expect(await titlesOf(member)).toEqual([
      "Acme renewal moved to Discovery",
      "Acme renewal moved to Proposal",
    ]);
  });
});

describe("a deal that is assigned", () => {
  it("is told to the new assignee, at its creation and later", async () => {
    const { id } = await make(owner, { assigneeId: member.user.id });
    expect(await toldTo(member)).toMatchObject([
      {
        kind: "deal_assigned",
        title: "Acme renewal is assigned to you",
        body: "Olivia assigned it. It is in Discovery, and its risk is Low.",
      },
    ]);
    await updateDeal(owner, id, { assigneeId: admin.user.id });
    expect(await titlesOf(admin)).toEqual(["Acme renewal is assigned to you"]);
  });

  it("is not told to somebody who took it, nor when it is closed", async () => {
    const { id } = await make(owner);
    await updateDeal(admin, id, { assigneeId: admin.user.id });
    const closed = await make(owner, { stage: "closed_won" });
    await updateDeal(owner, closed.id, { assigneeId: member.user.id });
    expect(await toldTo(admin)).toEqual([]);
    expect(await toldTo(member)).toEqual([]);
  });

  it("is told to a new owner", async () => {
    const { id } = await make(member);
    await db().deal.update({ where: { id }, data: { userId: owner.user.id } });
    await record(admin, [
      {
        name: "deal.updated",
        workspaceId: teamId,
        dealId: id,
        occurredAt: NOW,
        fields: {},
        changes: [{ type: "owner_changed", payload: { from: member.user.id, to: owner.user.id } }],
        version: 2,
      },
    ]);
    expect(await titlesOf(owner)).toEqual(["Acme renewal is yours now"]);
  });
});

describe("a comment", () => {
  const comment = (dealId: string, mentions: string[], name = "deal.commented" as const) =>
    record(admin, [
      {
        name,
        workspaceId: teamId,
        dealId,
        occurredAt: NOW,
        commentId: "comment-1",
        body: `Can you\ncall them, @[${mentions[0]}]?`,
        mentions,
      },
    ]);

  it("is told to those it names, to owner and assignee, and not to its author", async () => {
    const { id } = await make(owner, { assigneeId: member.user.id });
    await comment(id, [viewer.user.id, member.user.id, admin.user.id]);
    expect(await toldTo(viewer)).toMatchObject([
      {
        kind: "team_activity",
        title: "Adam mentioned you on Acme renewal",
        body: "Can you call them, @Viktor?",
      },
    ]);
    expect(await titlesOf(member)).toContain("Adam mentioned you on Acme renewal");
    expect(await titlesOf(owner)).toEqual(["Adam commented on Acme renewal"]);
    expect(await toldTo(admin)).toEqual([]);
  });

  it("is told to nobody who may not read the deal", async () => {
    const outsider = await contextOf(await createUser(), { now: NOW });
    const { id } = await make(admin);
    await comment(id, [outsider.user.id]);
    expect(await toldTo(outsider)).toEqual([]);
  });

  it("that is edited is told to those who are named for the first time", async () => {
    const { id } = await make(owner);
    await comment(id, [viewer.user.id]);
    await record(admin, [
      {
        name: "deal.comment_edited",
        workspaceId: teamId,
        dealId: id,
        occurredAt: NOW,
        commentId: "comment-1",
        body: "Can one of you call them?",
        mentions: [viewer.user.id, member.user.id],
      },
    ]);
    expect(await toldTo(viewer)).toHaveLength(1);
    expect(await titlesOf(member)).toEqual(["Adam mentioned you on Acme renewal"]);
    expect(await titlesOf(owner)).toEqual(["Adam commented on Acme renewal"]);
  });
});

describe("a comment that is changed afterwards", () => {
  const about = (dealId: string) => ({
    workspaceId: teamId,
    dealId,
    occurredAt: NOW,
    commentId: "comment-2",
  });

  it("is changed, or taken back, where it was told as well", async () => {
    const { id } = await make(owner);
    const mentions: string[] = [];
    const happen = (event: DomainEvent) => record(admin, [event]);
    await happen({ name: "deal.commented", ...about(id), body: "The buyer is ill", mentions });
    const body = `Ask @[${member.user.id}], they are away`;
    await happen({ name: "deal.comment_edited", ...about(id), body, mentions: [member.user.id] });
    expect(await toldTo(owner)).toMatchObject([{ body: "Ask @Mia, they are away" }]);
    await happen({ name: "deal.comment_deleted", ...about(id) });
    expect(await toldTo(owner)).toEqual([]);
  });
});

describe("what happens in a team", () => {
  const happened = { dealId: null, occurredAt: NOW } as const;

  it("is told to its owners and admins and to the person concerned, but not to the actor", async () => {
    const userId = member.user.id;
    await record(member, [
      { name: "team.member_added", ...happened, workspaceId: teamId, userId, role: "member" },
    ]);
    await record(owner, [
      {
        name: "team.role_changed",
        ...happened,
        workspaceId: teamId,
        userId,
        from: "member",
        to: "viewer",
      },
    ]);
    expect(await titlesOf(owner)).toEqual(["Mia joined Northwind"]);
    expect(await titlesOf(admin)).toEqual([
      "Mia is now viewer of Northwind",
      "Mia joined Northwind",
    ]);
    expect(await titlesOf(member)).toEqual(["You are now viewer of Northwind"]);
    expect(await toldTo(viewer)).toEqual([]);
  });

  it("reaches somebody who was removed, as theirs and not as the team's", async () => {
    const userId = member.user.id;
    await transaction(async (tx) => {
      await tx.teamMember.deleteMany({ where: { teamId, userId } });
      await recordDomainEvents(tx, owner, [
        {
          name: "team.member_removed",
          ...happened,
          workspaceId: teamId,
          userId,
          role: "member",
          hasLeft: false,
        },
      ]);
    });
    expect(await toldTo(member)).toMatchObject([
      { teamId: null, title: "You are no longer in Northwind", body: "Olivia removed you." },
    ]);
    expect(await titlesOf(admin)).toEqual(["Mia is no longer in Northwind"]);
  });

  it("is told of a sync that failed, once a day, to whoever connected it", async () => {
    const failed = (now: Date) =>
      record(systemOrigin(now, "Salesforce"), [
        {
          name: "sync.failed",
          ...happened,
          workspaceId: teamId,
          integration: "salesforce",
          userId: member.user.id,
          message: "The access token has expired. Connect Salesforce again.",
        },
      ]);
    for (const hour of [0, 1, 2, 26]) await failed(hours(hour));
    expect(await toldTo(member)).toMatchObject(
      [hours(0), hours(26)].map((createdAt) => ({
        kind: "sync_failed",
        title: "Salesforce could not be synced",
        body: "The access token has expired. Connect Salesforce again.",
        createdAt,
      })),
    );
    expect(await toldTo(owner)).toEqual([]);
  });

  it("is told of a webhook that is switched off, to its maker and the team's leaders", async () => {
    const { id: webhookId } = await db().webhook.create({
      data: {
        workspaceId: teamId,
        teamId,
        userId: member.user.id,
        name: "Warehouse",
        url: "https://example.test/hook",
        secret: "sealed",
        events: [],
      },
    });
    await record(systemOrigin(NOW), [
      {
        name: "webhook.disabled",
        ...happened,
        workspaceId: teamId,
        webhookId,
        webhookName: "Warehouse",
        reason: "It failed for 5 days.",
      },
    ]);
    for (const ctx of [owner, admin, member]) {
      expect(await toldTo(ctx)).toMatchObject([
        {
          kind: "webhook_disabled",
          title: "The webhook Warehouse is switched off",
          body: "It failed for 5 days.",
        },
      ]);
    }
    expect(await toldTo(viewer)).toEqual([]);
  });

  it("tells them of a Slack channel that is switched off as well", async () => {
    await record(systemOrigin(NOW), [
      {
        name: "slack.disabled",
        ...happened,
        workspaceId: teamId,
        slackId: "slack_1",
        channelName: "#deals",
        userId: member.user.id,
        reason: "The channel is archived.",
      },
    ]);
    for (const ctx of [owner, admin, member]) {
      const [notice] = await toldTo(ctx);
      expect(notice).toMatchObject({
        kind: "webhook_disabled",
        title: "Slack messages to #deals are switched off",
        body: "The channel is archived.",
      });
    }
    expect(await toldTo(viewer)).toEqual([]);
  });
});

describe("an import that concerns many deals of one person", () => {
  const csv = (from: number, to: number) =>
    `id,name,stage,owner\n${Array.from({ length: to - from }, (_, index) => `${from + index},Deal ${from + index},Discovery,${member.user.email}\n`).join("")}`;
  const run = (text: string, now = NOW) =>
    importFile(at(owner, now), () => [Buffer.from(text)], { workspaceId: teamId, options: {} });

  it("is one notice with a link to them, across its batches", async () => {
    await run(csv(0, 1_200));
    expect(await toldTo(member)).toMatchObject([
      {
        kind: "deal_assigned",
        dealId: null,
        teamId,
        title: "1,200 deals are assigned to you",
        body: "Deal 0, Deal 1, Deal 2 and 1,197 more.",
        payload: { count: 1_200, query: "owner=me&sort=updatedAt" },
      },
    ]);
  });

  it("is a notice for each deal up to ten, and a summary that was read is unread when it grows", async () => {
    await run(csv(0, 10));
    expect(await toldTo(member)).toHaveLength(10);
    await run(csv(10, 30));
    await db().notification.updateMany({
      where: { userId: member.user.id, dealId: null },
      data: { readAt: NOW },
    });
    await run(csv(30, 50), hours(0.1));
    const summaries = await db().notification.findMany({
      where: { userId: member.user.id, dealId: null },
    });
    expect(summaries).toMatchObject([
      { title: "40 deals are assigned to you", readAt: null, createdAt: hours(0.1) },
    ]);
  });

  it("has the last few of its deals in the same notice, which is one more to read", async () => {
    await run(csv(0, 503));
    expect(await titlesOf(member)).toEqual(["503 deals are assigned to you"]);
    const news = await db().realtimeEvent.findMany({
      where: { audienceId: member.user.id, name: "notification.created" },
    });
    expect(news).toHaveLength(1);
  });

  it("keeps the cool-down of every deal in the summary", async () => {
    await run(csv(0, 20));
    const deals = await db().deal.findMany({ where: { teamId }, select: { id: true } });
    await record(
      systemOrigin(hours(1)),
      deals.map(({ id }) => worsened(id, hours(1), "low", "high")),
    );
    const [first] = deals;
    await worsen(first?.id ?? "", hours(5), "low", "high");
    await worsen(first?.id ?? "", hours(6), "low", "medium");
    const told = (await toldTo(member)).filter(({ kind }) => kind === "deal_at_risk");
    expect(told.map(({ title }) => title)).toEqual([
      "20 deals are at higher risk now",
      expect.stringMatching(/ is now Medium$/),
    ]);
  });

  it("leaves what somebody does afterwards by hand a notice of its own", async () => {
    await run(csv(0, 20));
    await make(owner, { assigneeId: member.user.id });
    expect(await titlesOf(member)).toEqual([
      "20 deals are assigned to you",
      "Acme renewal is assigned to you",
    ]);
  });

  it("takes no more statements for 500 deals than for 20", async () => {
    await run(csv(0, 520));
    const ids = (await db().deal.findMany({ where: { teamId }, select: { id: true } })).map(
      ({ id }) => id,
    );
    const few = await statementsOf(ids.slice(0, 20).map((id) => worsened(id, NOW, "low", "high")));
    expect(few).toBeGreaterThan(0);
    expect(
      await statementsOf(ids.slice(20).map((id) => worsened(id, NOW, "low", "high"))),
    ).toBeLessThanOrEqual(few);
  });
});

it("of more than ten deals within an hour people hear in a summary, which grows", async () => {
  for (let index = 0; index < 13; index += 1) {
    await make(admin, { name: `Deal ${index}`, assigneeId: member.user.id });
  }
  const told = await toldTo(member);
  expect(told.filter(({ dealId }) => dealId !== null)).toHaveLength(10);
  expect(told.filter(({ dealId }) => dealId === null)).toMatchObject([
    { title: "3 deals are assigned to you", body: "Deal 10, Deal 11, Deal 12." },
  ]);
  await make(at(admin, hours(2)), { name: "Later", assigneeId: member.user.id });
  expect(await titlesOf(member)).toContain("Later is assigned to you");
});

describe("mail about it", () => {
  const mailTo = (ctx: Context) =>
    db().emailMessage.findMany({ where: { userId: ctx.user.id }, orderBy: { createdAt: "asc" } });

  it("is asked for in the same transaction for what people want mail about, and once", async () => {
    const { id } = await make(owner, { value: 50_000, currency: "USD", company: "Acme" });
    await worsen(id, hours(1));
    await worsen(id, hours(2));
    await updateDeal(admin, id, { stage: "proposal" });
    expect(await mailTo(owner)).toMatchObject([
      {
        to: owner.user.email,
        workspaceId: teamId,
        template: "deal-at-risk",
        data: {
          dealId: id,
          dealName: "Acme renewal",
          company: "Acme",
          workspaceName: "Northwind",
          value: { amount: 50_000, currency: "USD" },
        },
      },
    ]);
  });

  it("goes by the preferences of each person", async () => {
    const choose = (ctx: Context, kinds: object) =>
      db().notificationSettings.create({
        data: { userId: ctx.user.id, preferences: { kinds, scope: "mine" } },
      });
    await choose(owner, { deal_at_risk: { email: false, digest: true } });
    await choose(member, { stage_change: { email: true, digest: true } });
    const { id } = await make(owner, { assigneeId: member.user.id });
    await worsen(id, hours(1));
    await updateDeal(owner, id, { stage: "proposal" });
    expect(await mailTo(owner)).toEqual([]);
    expect((await mailTo(member)).map(({ template }) => template).sort()).toEqual([
      "deal-at-risk",
      "notification",
      "stage-change",
    ]);
  });

  it("is one for a burst, and leads to the notice", async () => {
    const text = `id,name,stage,owner\n${Array.from({ length: 700 }, (_, index) => `${index},Deal ${index},Discovery,${member.user.email}\n`).join("")}`;
    await importFile(owner, () => [Buffer.from(text)], { workspaceId: teamId, options: {} });
    const [notice] = await toldTo(member);
    expect(await mailTo(member)).toMatchObject([
      {
        template: "notification",
        data: { title: "500 deals are assigned to you", href: `/notifications/${notice?.id}` },
      },
    ]);
  });

  it("is not asked for when the change is rolled back", async () => {
    const { id } = await make(owner);
    const failing = transaction(async (tx) => {
      await recordDomainEvents(tx, systemOrigin(NOW), [worsened(id, NOW, "low", "high")]);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow();
    expect(await mailTo(owner)).toEqual([]);
  });
});

/** How many statements it takes to tell people of these events. */
async function statementsOf(events: readonly DomainEvent[]): Promise<number> {
  let count = 0;
  const client = new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().databaseUrl }),
    log: [{ emit: "event", level: "query" }],
  });
  client.$on("query", () => {
    count += 1;
  });
  await client.$transaction((tx) => notifyPeople(tx, systemOrigin(NOW), events));
  await client.$disconnect();
  return count;
}
