import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { updateDeal } from "#lib/deals/update-deal.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { drainWebhooks } from "#lib/webhooks/drain-webhooks.ts";
import { PAYLOAD_DATA } from "#lib/webhooks/payload-schema.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#test/standins/webhook-receiver.ts";
import { makeEndpoint, queueDeliveries } from "#test/webhooks.ts";

const NOW = new Date();
const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const inMs = (ms: number) => new Date(NOW.getTime() + ms);

let receiver: WebhookReceiver;
let team: Team;
let ctx: Context;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  await db().webhook.deleteMany();
  receiver.received.length = 0;
  receiver.retryAfter = 120;
  team = await createTeam({ name: "Northwind" });
  ctx = await contextOf(await createUser(), { now: NOW, team, role: "owner" });
});

/** A drain at a moment; retries are planned by its middle of the jitter. */
const drain = (now: Date = NOW) =>
  drainWebhooks({ now, deadline: Number.POSITIVE_INFINITY }, { random: () => 0.5 });
const endpoint = (path: string, options = {}) =>
  makeEndpoint(ctx, receiver, path, { teamId: team.id, ...options });
const make = (fields: Record<string, unknown> = {}) =>
  createDeal(ctx, createDealSchema.parse({ name: "Acme", teamId: team.id, ...fields }));
const bodyOf = (index: number) => JSON.parse(receiver.received[index]?.body ?? "null");
const webhookOf = (id: string) => db().webhook.findUniqueOrThrow({ where: { id } });
const deliveriesOf = (webhookId: string) =>
  db().webhookDelivery.findMany({ where: { webhookId }, include: { attempts: true } });

describe("what happened in a committed transaction", () => {
  it("reaches the endpoint as text that every kind of receiver can verify", async () => {
    await endpoint("/ok");
    await make({ name: "Zażółć & <Co> 🌊", value: "999999999999.99", currency: "USD" });
    expect(await drain()).toEqual({ delivered: 1, failed: 0, dead: 0, postponed: 0 });
    const [received] = receiver.received;
    expect(received?.checks).toEqual({ hmac: true, hmacOfParsed: true, standard: true });
    expect(received?.headers).toMatchObject({
      "content-type": "application/json",
      "x-webhook-event": "deal.created",
      "x-webhook-id": bodyOf(0).id,
      "webhook-id": bodyOf(0).id,
    });
    expect(bodyOf(0)).toMatchObject({
      id: expect.stringMatching(/^evt_[a-z0-9]+$/),
      event: "deal.created",
      type: "deal.created",
      timestamp: NOW.toISOString(),
      data: { name: "Zażółć & <Co> 🌊", value: 999_999_999_999.99, actor: { id: ctx.user.id } },
    });
  });

  it("is told in the shape that the documentation promises, for each of the events", async () => {
    await endpoint("/ok");
    const { id } = await make({ expectedCloseOn: "2026-01-01" });
    await updateDeal(ctx, id, { stage: "proposal", value: 20 });
    await updateDeal(ctx, id, { stage: "closed_won" });
    await updateDeal(ctx, id, { stage: "discovery" });
    await updateDeal(ctx, id, { stage: "closed_lost" });
    const person = await createUser({ name: "New colleague" });
    const change = {
      workspaceId: team.id,
      dealId: null,
      occurredAt: NOW,
      userId: person.id,
      role: "member" as const,
    };
    await transaction((tx) =>
      recordDomainEvents(tx, ctx, [
        { ...change, name: "team.member_added" },
        { ...change, name: "team.member_removed", hasLeft: false },
        {
          name: "deal.band_changed",
          workspaceId: team.id,
          dealId: id,
          occurredAt: NOW,
          from: "low",
          to: "high",
          score: 0.8,
          reasons: ["Nobody has replied for 19 days"],
        },
      ]),
    );
    await drain();
    const bodies = receiver.received.map(({ body }) => JSON.parse(body));
    expect(new Set(bodies.map(({ event }) => event))).toEqual(new Set(Object.keys(PAYLOAD_DATA)));
    for (const { event, data } of bodies) {
      const schema = PAYLOAD_DATA[event as keyof typeof PAYLOAD_DATA];
      expect(() => schema.strict().parse(data), event).not.toThrow();
    }
    const told = (event: string) => bodies.filter((one) => one.event === event);
    expect(told("deal.stage_changed").map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ id, oldStage: "discovery", newStage: "proposal", value: 20 }),
    );
    expect(told("deal.updated").map(({ data }) => data.changes)).toContainEqual(
      expect.objectContaining({ value: { from: 0, to: 20 } }),
    );
  });

  it("reaches nobody when it was rolled back", async () => {
    await endpoint("/ok");
    await expect(
      transaction(async (tx) => {
        await recordDomainEvents(tx, ctx, [
          {
            name: "team.member_added",
            workspaceId: team.id,
            dealId: null,
            occurredAt: NOW,
            userId: ctx.user.id,
            role: "member",
          },
        ]);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    await drain();
    expect(receiver.received).toEqual([]);
    expect(await db().webhookEvent.count({ where: { workspaceId: team.id } })).toBe(0);
  });

  it("goes to those who subscribed to it in that workspace, and while they are active", async () => {
    await endpoint("/ok?created", { events: ["deal.created"] });
    await endpoint("/ok?moved", { events: ["deal.stage_changed"] });
    await makeEndpoint(ctx, receiver, "/ok?personal");
    const paused = await endpoint("/ok?paused");
    await db().webhook.update({ where: { id: paused }, data: { isActive: false } });
    const stranger = await contextOf(await createUser(), { now: NOW });
    await makeEndpoint(stranger, receiver, "/ok?stranger");
    await make();
    await drain();
    expect(receiver.received.map(({ path }) => path)).toEqual(["/ok?created"]);
  });

  it("has one id at every endpoint and on every attempt, with a fresh time and signature", async () => {
    await endpoint("/flaky");
    await endpoint("/ok");
    await make();
    await drain();
    await drain(inMs(6 * SECOND));
    await drain(inMs(6 * SECOND + 6 * 60 * SECOND));
    const flaky = receiver.at("/flaky");
    expect(flaky).toHaveLength(3);
    const all = [...flaky, ...receiver.at("/ok")];
    expect(new Set(all.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(all.map(({ body }) => body)).size).toBe(1);
    for (const name of ["webhook-timestamp", "webhook-signature"]) {
      expect(new Set(flaky.map(({ headers }) => headers[name])).size, name).toBe(3);
    }
    expect(all.every(({ checks }) => checks?.hmac)).toBe(true);
    const [delivery] = await deliveriesOf(
      (await db().webhook.findFirstOrThrow({ where: { name: "/flaky" } })).id,
    );
    expect(delivery).toMatchObject({ status: "succeeded", attemptCount: 3, nextAttemptAt: null });
    expect(delivery?.attempts.map(({ statusCode }) => statusCode)).toEqual([500, 500, 200]);
  });
});

describe("an endpoint that fails", () => {
  it("is tried ten times by the schedule, and then the delivery is dead", async () => {
    const id = await endpoint("/always500");
    await make();
    let now = NOW;
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect(await drain(new Date(now.getTime() - 100)), `too early ${attempt}`).toMatchObject({
        failed: 0,
        dead: 0,
      });
      await drain(now);
      expect(receiver.received).toHaveLength(attempt);
      const [delivery] = await deliveriesOf(id);
      now = delivery?.nextAttemptAt ?? now;
    }
    const [delivery] = await deliveriesOf(id);
    expect(delivery).toMatchObject({ status: "dead", attemptCount: 10, nextAttemptAt: null });
    expect(delivery?.attempts[0]).toMatchObject({ statusCode: 500, response: "out of order" });
    expect(now.getTime() - NOW.getTime()).toBeGreaterThan(3 * DAY);
    expect(await webhookOf(id)).toMatchObject({ isActive: true, consecutiveFailures: 10 });
  });

  it("says what went wrong when there was no answer, and follows no redirect", async () => {
    await endpoint("/redirect");
    const reset = await endpoint("/reset");
    const garbage = await endpoint("/garbage");
    await make();
    expect(await drain()).toMatchObject({ delivered: 0, failed: 3 });
    expect(receiver.at("/ok")).toEqual([]);
    const errorOf = async (id: string) => (await deliveriesOf(id))[0]?.attempts[0]?.error;
    expect(await errorOf(reset)).toContain("closed before there was an answer");
    expect(await errorOf(garbage)).toContain("not HTTP");
  });

  it("with 410 is switched off at once, its owner told, and what waits given up", async () => {
    const id = await endpoint("/gone");
    await queueDeliveries(id, 30, NOW);
    const { dead } = await drain();
    expect(dead).toBeGreaterThan(0);
    expect(receiver.received.length).toBeLessThanOrEqual(4);
    expect(await webhookOf(id)).toMatchObject({
      isActive: false,
      disabledAt: expect.any(Date),
      disabledReason: expect.stringContaining("410"),
    });
    expect(await db().webhookDelivery.count({ where: { webhookId: id, status: "dead" } })).toBe(30);
    expect(
      await db().domainEvent.findFirst({
        where: { workspaceId: team.id, name: "webhook.disabled" },
      }),
    ).toMatchObject({ actorId: null, payload: { webhookId: id, webhookName: "/gone" } });
    expect(
      await db().notification.count({ where: { userId: ctx.user.id, kind: "webhook_disabled" } }),
    ).toBe(1);
    expect(await db().auditLog.count({ where: { targetId: id, action: "webhook.disabled" } })).toBe(
      1,
    );
    await make();
    await drain();
    expect(receiver.received.length).toBeLessThanOrEqual(4);
  });

  it("for five days is switched off, and not after four", async () => {
    const id = await endpoint("/always500");
    await db().webhook.update({ where: { id }, data: { failingSince: inMs(-4 * DAY) } });
    await queueDeliveries(id, 1, NOW);
    await drain();
    expect(await webhookOf(id)).toMatchObject({ isActive: true });
    await drain(inMs(DAY));
    expect(await webhookOf(id)).toMatchObject({
      isActive: false,
      disabledReason: expect.stringContaining("5 days"),
    });
    expect((await deliveriesOf(id))[0]).toMatchObject({ status: "dead" });
  });

  it("and answers again is well from that moment", async () => {
    const id = await endpoint("/flaky");
    await make();
    await drain();
    expect(await webhookOf(id)).toMatchObject({
      consecutiveFailures: 1,
      failingSince: expect.any(Date),
    });
    await drain(inMs(6 * SECOND));
    await drain(inMs(HOUR));
    expect(await webhookOf(id)).toMatchObject({ consecutiveFailures: 0, failingSince: null });
  });

  it.each(["/busy", "/unavailable"])("with %s gets nothing before it said so", async (path) => {
    const id = await endpoint(path);
    await queueDeliveries(id, 10, NOW);
    await drain();
    const sent = receiver.received.length;
    expect(sent).toBeLessThanOrEqual(4);
    await drain(inMs(100 * SECOND));
    expect(receiver.received).toHaveLength(sent);
    await drain(inMs(240 * SECOND));
    expect(receiver.received.length).toBeGreaterThan(sent);
  });

  it("with an endless or a breaking answer keeps its beginning and holds nobody up", async () => {
    const id = await endpoint("/huge");
    await endpoint("/ok");
    await make();
    expect(await drain()).toMatchObject({ delivered: 2 });
    const [delivery] = await deliveriesOf(id);
    expect(delivery?.attempts[0]?.response).toBe("x".repeat(2_048));
  });
});

describe("an attempt in the log", () => {
  it("shows what was sent, its signatures cut short", async () => {
    const id = await endpoint("/echo");
    await make();
    await drain();
    const [delivery] = await deliveriesOf(id);
    const [sent] = receiver.received;
    expect(delivery?.attempts).toMatchObject([
      {
        number: 1,
        statusCode: 200,
        error: null,
        request: {
          method: "POST",
          url: `${receiver.url}/echo`,
          headers: { "webhook-id": sent?.headers["webhook-id"] },
        },
      },
    ]);
    const logged = JSON.stringify(delivery);
    expect(logged).not.toContain(sent?.headers["webhook-signature"]);
    expect(logged).not.toContain(sent?.headers["x-webhook-signature"]);
  });
});

describe("a secret that is being replaced", () => {
  it("is not needed for the attempt that comes: what cannot be signed waits and is no attempt", async () => {
    const id = await endpoint("/ok");
    await db().webhook.update({ where: { id }, data: { secret: "v1.gone.AAAA.AAAA" } });
    await make();
    expect(await drain()).toEqual({ delivered: 0, failed: 0, dead: 0, postponed: 1 });
    expect(receiver.received).toEqual([]);
    expect((await deliveriesOf(id))[0]).toMatchObject({
      status: "pending",
      attemptCount: 0,
      leaseToken: null,
      nextAttemptAt: expect.any(Date),
    });
    expect(await webhookOf(id)).toMatchObject({ consecutiveFailures: 0 });
  });
});

describe("several who send at once", () => {
  it("deliver everything, and nothing twice", async () => {
    const ids = [await endpoint("/ok?a"), await endpoint("/ok?b"), await endpoint("/ok?c")];
    for (const id of ids) await queueDeliveries(id, 100, NOW);
    const runs = await Promise.all([drain(), drain(), drain()]);
    expect(runs.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(300);
    expect(receiver.received).toHaveLength(300);
    const seen = receiver.received.map(({ path, headers }) => `${path} ${headers["webhook-id"]}`);
    expect(new Set(seen).size).toBe(300);
    expect(await db().webhookDelivery.count({ where: { status: "succeeded" } })).toBe(300);
    expect(
      await db().webhookAttempt.count({ where: { delivery: { webhookId: { in: ids } } } }),
    ).toBe(300);
  });

  it("leave alone what another one holds, and take it when its lease has run out", async () => {
    const id = await endpoint("/ok");
    await queueDeliveries(id, 1, NOW);
    await db().webhookDelivery.updateMany({
      where: { webhookId: id },
      data: { leaseToken: "of one that died", leaseUntil: inMs(45 * SECOND) },
    });
    await drain();
    expect(receiver.received).toEqual([]);
    await drain(inMs(46 * SECOND));
    expect(receiver.received).toHaveLength(1);
  });
});

describe("what is old", () => {
  it("is held while its endpoint is paused, and sent when it is active again", async () => {
    const id = await endpoint("/ok");
    await queueDeliveries(id, 2, NOW);
    await db().webhook.update({ where: { id }, data: { isActive: false } });
    await drain();
    expect(receiver.received).toEqual([]);
    await db().webhook.update({ where: { id }, data: { isActive: true } });
    await drain();
    expect(receiver.received).toHaveLength(2);
  });
});
