import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Team } from "#generated/prisma/client.ts";
import type { Role } from "#lib/access/policy.ts";
import { db } from "#lib/platform/db.ts";
import { drainWebhooks } from "#lib/webhooks/drain-webhooks.ts";
import { listDeadDeliveries } from "#lib/webhooks/list-dead-deliveries.ts";
import { type ApiCall, api } from "#test/api-client.ts";
import { contextOf, createTeam, createUser } from "#test/factories.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#test/standins/webhook-receiver.ts";

const now = new Date();
let receiver: WebhookReceiver;
let team: Team;
const people = {} as Record<Role | "outsider", string>;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  team = await createTeam({ name: "Northwind" });
  for (const role of ["owner", "admin", "member", "viewer"] as const) {
    const user = await createUser({ isDemo: true });
    await contextOf(user, { now, team, role });
    people[role] = user.id;
  }
  people.outsider = (await createUser({ isDemo: true })).id;
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  await db().webhook.deleteMany();
  receiver.received.length = 0;
});

const create = (fields: Record<string, unknown> = {}, call: ApiCall = {}) =>
  api("POST", "/api/webhooks", {
    as: people.admin,
    body: {
      name: "CRM mirror",
      url: `${receiver.url}/ok`,
      events: ["deal.created"],
      teamId: team.id,
      ...fields,
    },
    ...call,
  });
const drain = () => drainWebhooks({ now: new Date(), deadline: Number.POSITIVE_INFINITY });
const makeDeal = () =>
  api("POST", "/api/deals", { as: people.owner, body: { name: "Acme", teamId: team.id } });

describe("a webhook over REST", () => {
  it("is made, listed, changed and deleted, and shows its secret once", async () => {
    const created = await create({ events: ["deal.closed_won", "deal.created", "deal.created"] });
    expect(created.status).toBe(201);
    const { secret, webhook } = created.body;
    expect(secret).toMatch(/^whsec_/);
    expect(webhook).toMatchObject({
      name: "CRM mirror",
      url: `${receiver.url}/ok`,
      events: ["deal.created", "deal.closed_won"],
      teamId: team.id,
      isActive: true,
      health: { state: "new", pending: 0 },
    });
    const path = `/api/webhooks/${webhook.id}`;
    const answers = [
      await api("GET", path, { as: people.owner }),
      await api("GET", "/api/webhooks", { as: people.admin }),
      await api("PATCH", path, { as: people.admin, body: { name: "Renamed", isActive: false } }),
      await api("GET", `${path}/deliveries`, { as: people.admin }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers[1]?.body.webhooks).toHaveLength(1);
    expect(answers[2]?.body.webhook).toMatchObject({
      name: "Renamed",
      isActive: false,
      health: { state: "paused" },
    });
    for (const { body } of answers) {
      expect(JSON.stringify(body)).not.toContain("whsec_");
      expect(JSON.stringify(body)).not.toContain(secret.slice(6, 20));
    }
    expect((await api("DELETE", path, { as: people.admin })).status).toBe(200);
    expect((await api("GET", path, { as: people.admin })).status).toBe(404);
  });

  it("stores its secret encrypted, also for an Idempotency-Key, and answers the same again", async () => {
    const headers = { "idempotency-key": "make-one" };
    const first = await create({}, { headers });
    const again = await create({}, { headers });
    expect(again.body).toEqual(first.body);
    expect(await db().webhook.count()).toBe(1);
    const stored = JSON.stringify([
      await db().webhook.findMany(),
      await db().idempotencyKey.findMany(),
      await db().auditLog.findMany(),
      await db()
        .domainEvent.findMany()
        .then((rows) => rows.map(({ payload }) => payload)),
    ]);
    expect(stored).not.toContain(first.body.secret);
  });

  it("leaves a trail of who changed what", async () => {
    const { id } = (await create()).body.webhook;
    const path = `/api/webhooks/${id}`;
    await api("PATCH", path, { as: people.owner, body: { events: ["deal.updated"] } });
    await api("PATCH", path, { as: people.owner, body: { events: ["deal.updated"] } });
    await api("POST", `${path}/rotate`, { as: people.admin });
    await api("DELETE", path, { as: people.owner });
    const log = await db().auditLog.findMany({ where: { targetId: id }, orderBy: { seq: "asc" } });
    expect(log.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["webhook.created", people.admin],
      ["webhook.updated", people.owner],
      ["webhook.secret_rotated", people.admin],
      ["webhook.deleted", people.owner],
    ]);
  });

  it("is limited to twenty in a workspace, also when several are made at once", async () => {
    const answers = await Promise.all(Array.from({ length: 23 }, () => create()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.find(({ status }) => status === 422)?.body.detail).toContain("20 is the most");
  });

  it("is listed page by page", async () => {
    for (const name of ["a", "b", "c"]) await create({ name });
    const first = await api("GET", "/api/webhooks?limit=2", { as: people.admin });
    expect(first.body.webhooks.map((one: { name: string }) => one.name)).toEqual(["a", "b"]);
    const next = await api("GET", `/api/webhooks?limit=2&cursor=${first.body.nextCursor}`, {
      as: people.admin,
    });
    expect(next.body.webhooks.map((one: { name: string }) => one.name)).toEqual(["c"]);
    expect(next.body.nextCursor).toBeNull();
  });
});

describe("bad input", () => {
  it.each([
    [{ name: "" }, "name"],
    [{ name: "x".repeat(101) }, "name"],
    [{ events: [] }, "events"],
    [{ events: ["deal.deleted"] }, "events.0"],
    [{ url: "" }, "url"],
    [{ url: "example.com" }, "url"],
    [{ url: "http://example.com/" }, "url"],
    [{ url: "https://10.0.0.1/" }, "url"],
    [{ url: "https://169.254.169.254/latest/meta-data" }, "url"],
    [{ url: "https://[::ffff:10.0.0.1]/" }, "url"],
    [{ url: "https://0x7f.1/" }, "url"],
    [{ url: "https://user:secret@example.com/" }, "url"],
    [{ teamId: "another" }, "teamId"],
  ])("%j is refused with the field and what is wrong with it", async (fields, path) => {
    const { status, body } = await create(fields);
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ path, message: expect.any(String) });
    expect(await db().webhook.count()).toBe(0);
  });

  it("cannot give a webhook another owner, team or secret", async () => {
    const { id } = (await create()).body.webhook;
    const before = await db().webhook.findUniqueOrThrow({ where: { id } });
    const { status } = await api("PATCH", `/api/webhooks/${id}`, {
      as: people.admin,
      body: { userId: people.outsider, teamId: null, workspaceId: people.outsider, secret: "mine" },
    });
    expect(status).toBe(200);
    const { updatedAt: _, ...rest } = before;
    expect(await db().webhook.findUniqueOrThrow({ where: { id } })).toMatchObject(rest);
    const url = "https://192.168.0.1/";
    const moved = await api("PATCH", `/api/webhooks/${id}`, { as: people.admin, body: { url } });
    expect(moved.status).toBe(422);
  });
});

describe("access", () => {
  const calls = (id: string, deliveryId: string): [string, string, unknown?][] => [
    ["GET", `/api/webhooks/${id}`],
    ["PATCH", `/api/webhooks/${id}`, { name: "Taken" }],
    ["DELETE", `/api/webhooks/${id}`],
    ["GET", `/api/webhooks/${id}/deliveries`],
    ["GET", `/api/webhooks/${id}/deliveries/${deliveryId}`],
    ["POST", `/api/webhooks/${id}/deliveries/${deliveryId}/resend`],
    ["POST", `/api/webhooks/${id}/test`],
    ["POST", `/api/webhooks/${id}/rotate`],
    ["POST", `/api/webhooks/${id}/replay`, { since: now.toISOString() }],
  ];

  it("to a team's webhooks is for its admins and owners", async () => {
    const { id } = (await create()).body.webhook;
    const tested = await api("POST", `/api/webhooks/${id}/test`, { as: people.owner });
    const before = await db().webhook.findUniqueOrThrow({ where: { id } });
    for (const [method, path, body] of calls(id, tested.body.delivery.id)) {
      const ask = (as: string) => api(method, path, { as, ...(body ? { body } : {}) });
      for (const role of ["member", "viewer"] as const) {
        expect((await ask(people[role])).status, `${role} ${method} ${path}`).toBe(403);
      }
      expect((await ask(people.outsider)).status, `${method} ${path}`).toBe(404);
    }
    expect(await db().webhook.findUniqueOrThrow({ where: { id } })).toEqual(before);
    expect(receiver.received).toHaveLength(1);
    expect((await create({}, { as: people.member })).status).toBe(403);
    const list = (as: string, query = "") => api("GET", `/api/webhooks${query}`, { as });
    expect((await list(people.viewer)).body.webhooks).toEqual([]);
    expect((await list(people.viewer, `?teamId=${team.id}`)).status).toBe(403);
    expect((await list(people.outsider, `?teamId=${team.id}`)).status).toBe(404);
    for (const role of ["owner", "admin"] as const) {
      expect((await list(people[role], `?teamId=${team.id}`)).body.webhooks).toHaveLength(1);
    }
  });

  it("to a personal one is its owner's alone", async () => {
    const { id } = (await create({ teamId: undefined }, { as: people.viewer })).body.webhook;
    for (const role of ["owner", "admin", "outsider"] as const) {
      const { status } = await api("GET", `/api/webhooks/${id}`, { as: people[role] });
      expect(status, role).toBe(404);
    }
    expect((await api("GET", `/api/webhooks/${id}`, { as: people.viewer })).status).toBe(200);
  });

  it("to a delivery goes through its own webhook only", async () => {
    const mine = (await create()).body.webhook.id;
    const theirs = await create({ teamId: undefined }, { as: people.outsider });
    const tested = await api("POST", `/api/webhooks/${theirs.body.webhook.id}/test`, {
      as: people.outsider,
    });
    const path = `/api/webhooks/${mine}/deliveries/${tested.body.delivery.id}`;
    expect((await api("GET", path, { as: people.admin })).status).toBe(404);
    expect((await api("POST", `${path}/resend`, { as: people.admin })).status).toBe(404);
  });
});

describe("a test event", () => {
  it("is sent at once, signed like any other, and shows what the endpoint answered", async () => {
    const { webhook, secret } = (await create()).body;
    const { body } = await api("POST", `/api/webhooks/${webhook.id}/test`, { as: people.admin });
    expect(body.delivery).toMatchObject({
      event: "webhook.test",
      isTest: true,
      status: "succeeded",
      attempts: [{ number: 1, statusCode: 204 }],
    });
    const [received] = receiver.received;
    expect(received?.body).toBe(body.delivery.body);
    expect(() =>
      new Webhook(secret).verify(received?.body ?? "", received?.headers ?? {}),
    ).not.toThrow();
    expect(received?.headers["x-webhook-signature"]).toBe(
      createHmac("sha256", secret)
        .update(received?.body ?? "")
        .digest("hex"),
    );
  });

  it("that fails is not sent again and says nothing about the endpoint", async () => {
    const { id } = (await create({ url: `${receiver.url}/gone` })).body.webhook;
    const { body } = await api("POST", `/api/webhooks/${id}/test`, { as: people.admin });
    expect(body.delivery).toMatchObject({ status: "dead", nextAttemptAt: null });
    await drain();
    expect(receiver.received).toHaveLength(1);
    const { body: after } = await api("GET", `/api/webhooks/${id}`, { as: people.admin });
    expect(after.webhook).toMatchObject({ isActive: true, health: { consecutiveFailures: 0 } });
  });
});

describe("rotating the secret", () => {
  it("keeps the old one valid beside the new one for a day, and ends it by rotating twice", async () => {
    const { webhook, secret: first } = (await create()).body;
    const rotate = async () =>
      (await api("POST", `/api/webhooks/${webhook.id}/rotate`, { as: people.admin })).body;
    const rotated = await rotate();
    expect(rotated.secret).not.toBe(first);
    expect(Date.parse(rotated.webhook.previousSecretValidUntil)).toBeCloseTo(
      Date.now() + 86_400_000,
      -5,
    );
    await makeDeal();
    await drain();
    const verifies = (secret: string) => {
      const received = receiver.received.at(-1);
      try {
        new Webhook(secret).verify(received?.body ?? "", received?.headers ?? {});
        return true;
      } catch {
        return false;
      }
    };
    expect([first, rotated.secret].map(verifies)).toEqual([true, true]);
    const again = await rotate();
    await makeDeal();
    await drain();
    expect([first, rotated.secret, again.secret].map(verifies)).toEqual([false, true, true]);
    await db().webhook.update({
      where: { id: webhook.id },
      data: { previousSecretUntil: new Date(Date.now() - 1) },
    });
    await makeDeal();
    await drain();
    expect([rotated.secret, again.secret].map(verifies)).toEqual([false, true]);
  });
});

describe("the log", () => {
  it("shows each delivery with every attempt, and sends one again under its id", async () => {
    const { id } = (await create()).body.webhook;
    receiver.outage = 500;
    const deal = (await makeDeal()).body.deal;
    await drain();
    receiver.outage = null;
    const list = await api("GET", `/api/webhooks/${id}/deliveries?status=pending`, {
      as: people.admin,
    });
    expect(list.body.deliveries).toMatchObject([
      {
        event: "deal.created",
        dealId: deal.id,
        status: "pending",
        attemptCount: 1,
        lastAttempt: { statusCode: 500 },
      },
    ]);
    const path = `/api/webhooks/${id}/deliveries/${list.body.deliveries[0].id}`;
    const resent = await api("POST", `${path}/resend`, { as: people.admin });
    expect(resent.body.delivery.status).toBe("pending");
    await drain();
    const { body } = await api("GET", path, { as: people.admin });
    expect(body.delivery).toMatchObject({ status: "succeeded", attemptCount: 2 });
    expect(body.delivery.attempts.map((one: { statusCode: number }) => one.statusCode)).toEqual([
      204, 500,
    ]);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    expect(ids).toEqual([body.delivery.eventId, body.delivery.eventId]);
    await api("POST", `${path}/resend`, { as: people.admin });
    await drain();
    expect(receiver.received).toHaveLength(3);
  });

  it("says that what is sent again to a paused webhook would only wait", async () => {
    const { id } = (await create()).body.webhook;
    const tested = await api("POST", `/api/webhooks/${id}/test`, { as: people.admin });
    await api("PATCH", `/api/webhooks/${id}`, { as: people.admin, body: { isActive: false } });
    const path = `/api/webhooks/${id}/deliveries/${tested.body.delivery.id}/resend`;
    const { status, body } = await api("POST", path, { as: people.admin });
    expect([status, body.detail]).toEqual([409, expect.stringContaining("paused")]);
  });

  it("sends everything again that failed since a moment, and what came before it not", async () => {
    const { id } = (await create({ url: `${receiver.url}/ok?replay` })).body.webhook;
    receiver.outage = 500;
    for (let index = 0; index < 3; index += 1) await makeDeal();
    await drain();
    const deliveries = await db().webhookDelivery.findMany({ where: { webhookId: id } });
    expect(deliveries).toHaveLength(3);
    const [old, dead] = deliveries.map((one) => one.id);
    const longAgo = new Date(Date.now() - 3_600_000);
    await db().webhookDelivery.update({
      where: { id: old ?? "" },
      data: { status: "dead", nextAttemptAt: null, createdAt: longAgo },
    });
    await db().webhookDelivery.update({
      where: { id: dead ?? "" },
      data: { status: "dead", nextAttemptAt: null },
    });
    receiver.outage = null;
    receiver.received.length = 0;
    const since = new Date(Date.now() - 1_800_000).toISOString();
    const replay = () =>
      api("POST", `/api/webhooks/${id}/replay`, { as: people.admin, body: { since } });
    expect((await replay()).body.count).toBe(2);
    await drain();
    expect(receiver.received).toHaveLength(2);
    expect((await replay()).body.count).toBe(0);
  });

  it("of what was given up shows those that one looks after, over all webhooks", async () => {
    await create({ url: `${receiver.url}/gone` });
    await makeDeal();
    await drain();
    const ctxOf = async (id: string, role: Role | null) => ({
      user: await db().user.findUniqueOrThrow({ where: { id } }),
      memberships: role ? [{ role, team }] : [],
      requestId: "request",
      now,
    });
    const dead = async (id: string, role: Role | null) =>
      (await listDeadDeliveries(await ctxOf(id, role), { limit: 10 })).deliveries;
    expect(await dead(people.admin, "admin")).toMatchObject([
      { event: "deal.created", status: "dead", webhook: { name: "CRM mirror" } },
    ]);
    expect(await dead(people.viewer, "viewer")).toEqual([]);
    expect(await dead(people.outsider, null)).toEqual([]);
  });

  it("brings back an endpoint that was switched off, with what it missed", async () => {
    const { id } = (await create({ url: `${receiver.url}/gone` })).body.webhook;
    await makeDeal();
    await drain();
    const path = `/api/webhooks/${id}`;
    const off = await api("GET", path, { as: people.admin });
    expect(off.body.webhook).toMatchObject({
      isActive: false,
      health: { state: "disabled", disabledReason: expect.stringContaining("410") },
    });
    const on = await api("PATCH", path, {
      as: people.admin,
      body: { url: `${receiver.url}/ok`, isActive: true },
    });
    expect(on.body.webhook).toMatchObject({
      isActive: true,
      health: { state: "healthy", disabledReason: null, consecutiveFailures: 0 },
    });
    const since = new Date(Date.now() - 60_000).toISOString();
    await api("POST", `${path}/replay`, { as: people.admin, body: { since } });
    await drain();
    expect(receiver.received.map((one) => one.path)).toEqual(["/gone", "/ok"]);
  });
});

describe("the scheduled run", () => {
  const run = (secret = "a-cron-secret-for-tests") =>
    api("GET", "/api/cron/process-webhooks", { headers: { authorization: `Bearer ${secret}` } });

  it("sends what waits and answers with counts, for the scheduler's secret only", async () => {
    await create();
    await makeDeal();
    expect((await run("wrong")).status).toBe(401);
    expect(receiver.received).toEqual([]);
    const answers = await Promise.all([run(), run(), run()]);
    const delivered = answers.map(({ body }) => body.delivered);
    expect(delivered.reduce((sum, count) => sum + count, 0)).toBe(1);
    for (const { body } of answers) {
      expect(body).toMatchObject({ failed: 0, dead: 0, postponed: 0 });
    }
    // While another call has the delivery in hand it does remain; afterwards nothing does.
    expect((await run()).body).toMatchObject({ delivered: 0, remaining: false });
    expect(receiver.received).toHaveLength(1);
  });

  it("forgets events after thirty days, but none that waits", async () => {
    const { id } = (await create()).body.webhook;
    await makeDeal();
    await drain();
    await makeDeal();
    await db().webhook.update({ where: { id }, data: { isActive: false } });
    await db().webhookEvent.updateMany({
      data: { createdAt: new Date(Date.now() - 31 * 86_400_000) },
    });
    const delivered = await db().webhookDelivery.count({ where: { status: "succeeded" } });
    expect(delivered).toBe(1);
    await run();
    expect(await db().webhookDelivery.findMany()).toMatchObject([{ status: "pending" }]);
  });
});
