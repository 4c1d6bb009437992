import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { db } from "#lib/platform/db.ts";
import { drainWebhooks } from "#lib/webhooks/drain-webhooks.ts";
import { startDispatcher } from "#lib/webhooks/start-dispatcher.ts";
import { contextOf, createUser } from "#test/factories.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#test/standins/webhook-receiver.ts";
import { makeEndpoint, queueDeliveries } from "#test/webhooks.ts";

let receiver: WebhookReceiver;
let ctx: Context;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  await db().webhook.deleteMany();
  receiver.received.length = 0;
  ctx = await contextOf(await createUser(), { now: new Date(), role: "owner" });
});

const make = (name: string) =>
  createDeal({ ...ctx, now: new Date() }, createDealSchema.parse({ name }));
const idsAt = (path: string) => receiver.at(path).map(({ headers }) => headers["webhook-id"] ?? "");

describe("a sender in this process", () => {
  it("makes the first attempt within a second of the commit", async () => {
    await makeEndpoint(ctx, receiver, "/ok?soon");
    const stop = startDispatcher();
    try {
      await make("Soon");
      const committedAt = Date.now();
      await expect.poll(() => receiver.at("/ok?soon").length, { interval: 5 }).toBe(1);
      expect((receiver.at("/ok?soon")[0]?.at ?? 0) - committedAt).toBeLessThan(1_000);
    } finally {
      await stop();
    }
  });

  it("finds within a second what another process has queued", async () => {
    const id = await makeEndpoint(ctx, receiver, "/ok?elsewhere");
    const stop = startDispatcher();
    try {
      await queueDeliveries(id, 1, new Date());
      const queuedAt = Date.now();
      await expect.poll(() => receiver.at("/ok?elsewhere").length, { interval: 5 }).toBe(1);
      expect((receiver.at("/ok?elsewhere")[0]?.at ?? 0) - queuedAt).toBeLessThan(1_000);
    } finally {
      await stop();
    }
  });

  it("is not held up by endpoints that never answer, however much waits for them", async () => {
    const slow = await makeEndpoint(ctx, receiver, "/slow");
    await queueDeliveries(slow, 5_000, new Date());
    const quick = await makeEndpoint(ctx, receiver, "/ok?quick");
    const stranger = await contextOf(await createUser(), { now: new Date() });
    const other = await makeEndpoint(stranger, receiver, "/ok?stranger");
    const stop = startDispatcher();
    try {
      await expect.poll(() => receiver.at("/slow").length, { interval: 5 }).toBeGreaterThan(0);
      const queuedAt = Date.now();
      await queueDeliveries(quick, 20, new Date());
      await queueDeliveries(other, 20, new Date());
      for (const path of ["/ok?quick", "/ok?stranger"]) {
        await expect.poll(() => receiver.at(path).length, { interval: 5 }).toBe(20);
        expect((receiver.at(path)[0]?.at ?? 0) - queuedAt, path).toBeLessThan(1_000);
      }
      expect(receiver.at("/slow").length).toBeLessThanOrEqual(4);
    } finally {
      await receiver.stop();
      await stop();
      receiver = await startWebhookReceiver();
    }
  });

  it("brings what it has in hand to its end when it is stopped", async () => {
    const id = await makeEndpoint(ctx, receiver, "/ok?stopped");
    await queueDeliveries(id, 50, new Date());
    const stop = startDispatcher();
    await expect.poll(() => receiver.at("/ok?stopped").length, { interval: 1 }).toBeGreaterThan(0);
    await stop();
    const sent = receiver.at("/ok?stopped").length;
    expect(await db().webhookDelivery.count({ where: { status: "succeeded" } })).toBe(sent);
    expect(await db().webhookDelivery.count({ where: { leaseToken: { not: null } } })).toBe(0);
    await drainWebhooks({ now: new Date(), deadline: Number.POSITIVE_INFINITY });
    expect(new Set(idsAt("/ok?stopped")).size).toBe(50);
    expect(receiver.at("/ok?stopped")).toHaveLength(50);
  });
});
