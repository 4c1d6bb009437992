import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema, type UpdateDealInput } from "#lib/deals/schema.ts";
import { snoozeDeal } from "#lib/deals/snooze-deal.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { wakeDueDeals } from "#lib/deals/wake-due-deals.ts";
import type { DomainEvent } from "#lib/events/domain-event.ts";
import { systemOrigin } from "#lib/events/origin.ts";
import type { PublicEventName } from "#lib/events/public-event.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { claimChannel } from "#lib/slack/claim-channel.ts";
import { drainSlack } from "#lib/slack/drain-slack.ts";
import { pruneSlackMessages } from "#lib/slack/prune-slack-messages.ts";
import { retryMessages } from "#lib/slack/retry-messages.ts";
import { startSlackLoop } from "#lib/slack/start-slack-loop.ts";
import { updateChannel } from "#lib/slack/update-channel.ts";
import { at, contextOf, createTeam, createUser, days } from "#test/factories.ts";
import { addChannel, postDue } from "#test/slack-channels.ts";
import { type SlackStandIn, startSlack } from "#test/standins/slack.ts";
import { textsOf } from "#test/standins/slack-blocks.ts";

const NOW = new Date("2026-06-01T09:00:00Z");
const SECOND = 1_000;
const inMs = (ms: number) => new Date(NOW.getTime() + ms);

let slack: SlackStandIn;
let team: Team;
let ctx: Context;
let channels = 0;

beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.stop());
beforeEach(async () => {
  await db().slackIntegration.deleteMany();
  slack.posted.length = 0;
  slack.requests.length = 0;
  slack.outage = null;
  team = await createTeam({ name: "Northwind" });
  ctx = await contextOf(await createUser({ name: "Olga Owner" }), {
    now: NOW,
    team,
    role: "owner",
  });
});

/** A channel of the team at an address of its own; the behaviour stands in front of the hyphen. */
async function listen(behaviour = "good", events?: PublicEventName[], name = "#deals") {
  channels += 1;
  const path = `${behaviour}-${channels}`;
  const id = await addChannel(ctx, slack.channel(path), {
    teamId: team.id,
    channelName: name,
    ...(events ? { events } : {}),
  });
  return { id, path };
}
const make = (fields: Record<string, unknown> = {}, by = ctx) =>
  createDeal(by, createDealSchema.parse({ name: "Acme", teamId: team.id, ...fields }));
const change = (id: string, fields: UpdateDealInput, now = NOW) =>
  updateDeal(at(ctx, now), id, fields);
const record = (events: DomainEvent[], now = NOW) =>
  transaction((tx) => recordDomainEvents(tx, systemOrigin(now), events));
const titles = (path: string) =>
  slack.in(path).map(({ payload }) => payload.blocks?.[0]?.text?.text ?? payload.text);
const textIn = (path: string) =>
  slack
    .in(path)
    .flatMap(({ payload }) => (payload.blocks ?? []).flatMap(textsOf))
    .join("\n");
const channelOf = (id: string) => db().slackIntegration.findUniqueOrThrow({ where: { id } });
const messagesOf = (slackId: string) =>
  db().slackMessage.findMany({
    where: { slackId },
    orderBy: { seq: "asc" },
  });

describe("what happens to deals and people", () => {
  it("is told in the channel, with the names of everybody's choice harmless", async () => {
    const { path } = await listen();
    await make({
      name: "<!channel> & <https://evil.example|Acme>",
      value: 50_000,
      currency: "EUR",
    });
    expect(await postDue(NOW)).toEqual(["posted"]);
    const [posted] = slack.in(path);
    expect(posted?.flags).toEqual([]);
    expect(titles(path)).toEqual([
      "New deal: &lt;!channel&gt; &amp; &lt;https://evil.example|Acme&gt;",
    ]);
    expect(textIn(path)).toMatch(/\*Value\*\n€50,000[\s\S]*\*Stage\*\nDiscovery[\s\S]*Olga Owner/);
  });

  it("is told for each of the eight events", async () => {
    const { path } = await listen();
    const { id } = await make({ value: 10 });
    const steps: (() => Promise<unknown>)[] = [
      () => change(id, { value: 20 }),
      () => change(id, { stage: "proposal" }),
      () => change(id, { stage: "closed_won" }),
      () => change(id, { stage: "negotiation" }),
      () => change(id, { stage: "closed_lost" }),
    ];
    const person = await createUser({ name: "Nora New" });
    const common = { workspaceId: team.id, dealId: null, occurredAt: NOW, userId: person.id };
    const member = { ...common, role: "member" } as const;
    steps.push(
      () => record([{ name: "team.member_added", ...member }]),
      () => record([{ name: "team.member_removed", ...member, hasLeft: false }]),
    );
    let now = NOW;
    await postDue(now);
    for (const step of steps) {
      await step();
      now = new Date(now.getTime() + SECOND);
      await postDue(now);
    }
    expect(titles(path)).toEqual([
      "New deal: Acme",
      "Acme was changed",
      "Acme moved to Proposal",
      "Acme is won",
      "Acme moved to Negotiation",
      "Acme is lost",
      "Nora New joined Northwind",
      "Nora New is no longer in Northwind",
    ]);
    expect(textIn(path)).toContain("Value: $10 → $20");
    expect(textIn(path)).toContain("*Stage*\nDiscovery → Proposal");
  });

  it("is told once for one change, as the most telling of the events that are wanted", async () => {
    const all = await listen();
    const some = await listen("good", ["deal.updated", "deal.created"]);
    const other = await listen("good", ["deal.closed_won"]);
    const { id } = await make();
    await postDue(NOW);
    await change(id, { stage: "closed_lost" });
    await postDue(inMs(SECOND));
    expect(titles(all.path)).toEqual(["New deal: Acme", "Acme is lost"]);
    expect(titles(some.path)).toEqual(["New deal: Acme", "Acme was changed"]);
    expect(titles(other.path)).toEqual([]);
  });

  it("is told to nobody when it was rolled back", async () => {
    const { id, path } = await listen();
    const deal = await make();
    await postDue(NOW);
    await expect(
      transaction(async (tx) => {
        const changed = { fields: { name: { from: "Acme", to: "Ghost" } }, changes: [] };
        const event = { workspaceId: team.id, dealId: deal.id, occurredAt: NOW, version: 2 };
        await recordDomainEvents(tx, ctx, [{ name: "deal.updated", ...event, ...changed }]);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await postDue(inMs(SECOND))).toEqual([]);
    expect(slack.in(path)).toHaveLength(1);
    expect(await messagesOf(id)).toHaveLength(1);
  });

  it("stays within its workspace", async () => {
    const { path } = await listen();
    const stranger = await contextOf(await createUser(), { now: NOW });
    const personal = await addChannel(stranger, slack.channel("good-personal"));
    await createDeal(ctx, createDealSchema.parse({ name: "Private of the owner" }));
    await createDeal(stranger, createDealSchema.parse({ name: "Private of a stranger" }));
    await make({ name: "The team's" });
    await postDue(NOW);
    expect(titles(path)).toEqual(["New deal: The team's"]);
    expect(titles("good-personal")).toEqual(["New deal: Private of a stranger"]);
    expect(await messagesOf(personal)).toHaveLength(1);
  });
});

describe("a deal whose risk gets worse", () => {
  const worsen = (dealId: string, now = NOW, from = "low" as const) =>
    db()
      .deal.update({ where: { id: dealId }, data: { riskBand: "high", riskReasons: ["Silence"] } })
      .then(() =>
        record(
          [
            {
              name: "deal.band_changed",
              workspaceId: team.id,
              dealId,
              occurredAt: now,
              from,
              to: "high",
              score: 0.8,
              reasons: ["Silence"],
            },
          ],
          now,
        ),
      );

  it("is told with band, reason and the word of Sentinel, once a day however often it flaps", async () => {
    const { path } = await listen("good", ["deal.at_risk"]);
    const { id } = await make();
    await worsen(id);
    await worsen(id);
    await postDue(NOW);
    await worsen(id, inMs(3_600_000));
    await postDue(inMs(3_600_000));
    expect(titles(path)).toEqual(["Acme: risk is now High"]);
    expect(textIn(path)).toMatch(/Silence[\s\S]*● Low → ▲ High[\s\S]*Sentinel/);
    await worsen(id, days(NOW, 1.1));
    await postDue(days(NOW, 1.1));
    expect(titles(path)).toHaveLength(2);
  });

  it("raises no alert while it is snoozed, and one when it wakes worse", async () => {
    const { path } = await listen("good", ["deal.at_risk"]);
    const { id } = await make();
    await snoozeDeal(ctx, id, { until: "2026-06-10", reason: "On leave" });
    await worsen(id);
    expect(await postDue(NOW)).toEqual([]);
    const now = new Date("2026-06-10T12:00:00Z");
    await wakeDueDeals({ now, deadline: Number.POSITIVE_INFINITY });
    await postDue(now);
    expect(titles(path)).toEqual([expect.stringMatching(/^Acme: risk is now/)]);
  });
});

describe("a burst", () => {
  it("is one message with ten of the deals and the number of the others", async () => {
    const { id, path } = await listen("good", ["deal.updated"]);
    const deals = [];
    for (let index = 0; index < 14; index += 1) deals.push(await make({ name: `Deal ${index}` }));
    for (const deal of deals) await change(deal.id, { value: 5 });
    expect(await postDue(NOW)).toEqual(["posted"]);
    expect(titles(path)).toEqual(["14 deals changed"]);
    expect(textIn(path).match(/^• /gm)).toHaveLength(10);
    expect(textIn(path)).toContain("and 4 more");
    expect((await messagesOf(id)).every(({ status }) => status === "succeeded")).toBe(true);
  });

  it("tells a deal that changed several times once, from where it was to where it is", async () => {
    const { path } = await listen("good", ["deal.stage_changed"]);
    const [first, second] = [await make({ name: "First" }), await make({ name: "Second" })];
    await change(first.id, { stage: "proposal" });
    await change(first.id, { stage: "negotiation" });
    await change(second.id, { stage: "proposal" });
    await postDue(NOW);
    expect(titles(path)).toEqual(["2 deals moved to another stage"]);
    expect(textIn(path)).toContain("|First>: Discovery → Negotiation, $0");
  });

  it("that stands for one deal alone is told with all its facts", async () => {
    const { path } = await listen("good", ["deal.updated"]);
    const { id } = await make({ value: 1 });
    await change(id, { value: 2 });
    await change(id, { value: 3, location: "Graz" });
    await postDue(NOW);
    expect(titles(path)).toEqual(["Acme was changed"]);
    expect(textIn(path)).toContain("Value: $1 → $3\nLocation: none → Graz");
  });
});

describe("a channel", () => {
  it("gets one message a second, over all instances", async () => {
    const { path } = await listen();
    await make({ name: "First" });
    const runs = await Promise.all([postDue(NOW), postDue(NOW), postDue(NOW)]);
    expect(runs.flat().filter((outcome) => outcome === "posted")).toHaveLength(1);
    await make({ name: "Second" });
    expect(await postDue(inMs(999))).toEqual([]);
    expect(await postDue(inMs(SECOND))).toEqual(["posted"]);
    expect(titles(path)).toEqual(["New deal: First", "New deal: Second"]);
  });

  it("that asks for a pause gets it, and the message afterwards, without a failed attempt", async () => {
    const { id, path } = await listen("limited");
    slack.retryAfter = 7;
    await make({ name: "First" });
    await postDue(NOW);
    await make({ name: "Second" });
    expect(await postDue(inMs(SECOND))).toEqual(["busy"]);
    expect((await messagesOf(id))[1]).toMatchObject({ status: "pending", attemptCount: 0 });
    expect(await postDue(inMs(7.9 * SECOND))).toEqual([]);
    await expect.poll(() => Date.now() - (slack.in(path)[0]?.at ?? 0)).toBeGreaterThan(1_000);
    expect(await postDue(inMs(8 * SECOND))).toEqual(["posted"]);
    expect(titles(path)).toEqual(["New deal: First", "New deal: Second"]);
  });

  it("is not held up by another one that answers slowly", async () => {
    const slow = await listen("slow");
    const good = await listen();
    slack.stallMs = 2_000;
    await make();
    const run = postDue(NOW);
    await expect.poll(() => slack.in(good.path).length).toBe(1);
    expect(slack.in(slow.path)).toEqual([]);
    await run;
    expect(slack.in(slow.path)).toHaveLength(1);
  });

  it("gets as plain text what Slack will not take as blocks", async () => {
    const { id, path } = await listen("picky");
    await make();
    expect(await postDue(NOW)).toEqual(["posted"]);
    const [posted] = slack.in(path);
    expect(posted?.payload.blocks).toBeUndefined();
    expect(posted?.payload.text).toContain("New deal: Acme");
    expect(await messagesOf(id)).toMatchObject([{ status: "succeeded" }]);
  });

  it("that is paused gets nothing, and when it is on again what waited first", async () => {
    const { id, path } = await listen();
    await make({ name: "Before" });
    await updateChannel(ctx, id, { isActive: false });
    await make({ name: "Meanwhile" });
    expect(await postDue(NOW)).toEqual([]);
    await updateChannel(ctx, id, { isActive: true });
    await postDue(NOW);
    expect(titles(path)).toEqual(["New deal: Before"]);
  });
});

describe("a channel that is gone", () => {
  it.each([
    ["gone", /removed from Slack, or its webhook was deleted \(no_service\)/],
    ["noteam", /workspace no longer exists \(no_team\)/],
    ["archived", /archived \(channel_is_archived\)/],
    ["forbidden", /administrator .* \(action_prohibited\)/],
    ["badtoken", /does not accept this address any more \(invalid_token\)/],
    ["redirect", /leads elsewhere/],
  ])("is switched off with the reason, which is logged and told: %s", async (behaviour, reason) => {
    const { id, path } = await listen(behaviour, undefined, "#gone");
    await make();
    expect(await postDue(NOW)).toEqual(["off"]);
    expect(slack.requests.filter((one) => one.path.endsWith(path))).toHaveLength(1);
    expect(await channelOf(id)).toMatchObject({
      isActive: false,
      disabledReason: expect.stringMatching(reason),
    });
    expect(await messagesOf(id)).toMatchObject([
      { status: "dead", nextAttemptAt: null, error: expect.stringMatching(reason) },
    ]);
    expect(
      await db().integrationLog.findMany({ where: { userId: ctx.user.id, integration: "slack" } }),
    ).toMatchObject([
      { action: "disabled", status: "failed", message: expect.stringMatching(reason) },
    ]);
    expect(
      await db().auditLog.findMany({ where: { workspaceId: team.id, action: "slack.disabled" } }),
    ).toMatchObject([{ actorName: "Sentinel", targetId: id }]);
    expect(await db().notification.findMany({ where: { userId: ctx.user.id } })).toMatchObject([
      { kind: "webhook_disabled", title: "Slack messages to #gone are switched off" },
    ]);
  });

  it("gets no further message, and what was given up once it has another address", async () => {
    const { id } = await listen("gone");
    await make({ name: "Lost" });
    await postDue(NOW);
    await make({ name: "Nobody hears" });
    expect(await postDue(days(NOW, 1))).toEqual([]);
    await expect(retryMessages(ctx, id)).rejects.toMatchObject({ code: "conflict" });
    channels += 1;
    const fresh = `good-${channels}`;
    await updateChannel(ctx, id, { url: slack.channel(fresh) });
    slack.posted.length = 0;
    expect(await retryMessages(ctx, id)).toEqual({ count: 1 });
    await postDue(inMs(SECOND));
    expect(titles(fresh)).toEqual(["New deal: Lost"]);
  });
});

describe("a post that fails for the moment", () => {
  it("is made again, together with what has come since, in the order of what happened", async () => {
    const { id, path } = await listen("flaky");
    await make({ name: "First" });
    expect(await postDue(NOW)).toEqual(["failed"]);
    await make({ name: "Second" }, at(ctx, inMs(SECOND)));
    expect(await postDue(inMs(9 * SECOND))).toEqual([]);
    expect(await postDue(inMs(10 * SECOND))).toEqual(["posted"]);
    expect(titles(path)).toEqual(["2 new deals"]);
    expect(textIn(path)).toMatch(/First[\s\S]*Second/);
    expect(await messagesOf(id)).toMatchObject([
      { status: "succeeded", attemptCount: 2 },
      { status: "succeeded", attemptCount: 1 },
    ]);
  });

  it.each(["down", "reset"])("is given up after eight attempts in a day: %s", async (behaviour) => {
    const { id } = await listen(behaviour);
    await make();
    let now = NOW;
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect(await postDue(now)).toEqual(["failed"]);
      now = (await messagesOf(id))[0]?.nextAttemptAt ?? now;
    }
    expect(now.getTime() - NOW.getTime()).toBeGreaterThan(23 * 3_600_000);
    expect(await postDue(days(now, 30))).toEqual([]);
    expect(await messagesOf(id)).toMatchObject([{ status: "dead", attemptCount: 8 }]);
    expect(await channelOf(id)).toMatchObject({ isActive: true, disabledReason: null });
  });

  it("can be sent again by hand, and begins its schedule anew", async () => {
    const { id, path } = await listen();
    slack.outage = 500;
    await make();
    await postDue(NOW);
    await db().slackMessage.updateMany({
      where: { slackId: id },
      data: { status: "dead", nextAttemptAt: null, attemptCount: 8 },
    });
    slack.outage = null;
    expect(await retryMessages(at(ctx, days(NOW, 2)), id)).toEqual({ count: 1 });
    await postDue(days(NOW, 2));
    expect(titles(path)).toEqual(["New deal: Acme"]);
  });

  it("by a process that dies is made by another one once the lease has ended", async () => {
    const { id, path } = await listen();
    await make();
    expect(await claimChannel(id, NOW)).not.toBeNull();
    expect(await postDue(inMs(14 * SECOND))).toEqual([]);
    expect(await postDue(inMs(15 * SECOND))).toEqual(["posted"]);
    expect(titles(path)).toEqual(["New deal: Acme"]);
  });
});

it("what was told or given up is forgotten after thirty days, what waits is not", async () => {
  const [told, waiting] = [await listen(), await listen("down")];
  await make();
  await postDue(NOW);
  const run = { now: days(NOW, 31), deadline: Number.POSITIVE_INFINITY };
  expect(await pruneSlackMessages({ ...run, now: days(NOW, 29) })).toBe(0);
  expect(await pruneSlackMessages(run)).toBe(1);
  expect(await messagesOf(told.id)).toEqual([]);
  expect(await messagesOf(waiting.id)).toHaveLength(1);
});

describe("who posts", () => {
  it("on a server is a loop, as soon as the change has committed", async () => {
    const { path } = await listen();
    const stop = startSlackLoop();
    try {
      await make({}, at(ctx, new Date()));
      await expect.poll(() => titles(path), { timeout: 1_500 }).toEqual(["New deal: Acme"]);
    } finally {
      await stop();
    }
  });

  it("on functions is a run that stays for the pause of a channel", async () => {
    const { id, path } = await listen();
    await db().slackIntegration.update({ where: { id }, data: { nextPostAt: inMs(400) } });
    await make();
    const run = { now: NOW, deadline: Date.now() + 20_000 };
    expect(await drainSlack(run)).toEqual({ posted: 1, failed: 0, remaining: false });
    expect(titles(path)).toEqual(["New deal: Acme"]);
  });
});
