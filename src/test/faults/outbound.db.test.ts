import { type ChildProcess, fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#lib/access/context.ts";
import { createDeal } from "#lib/deals/create-deal.ts";
import { createDealSchema } from "#lib/deals/schema.ts";
import { recordDomainEvents } from "#lib/events/record-domain-events.ts";
import { db, transaction } from "#lib/platform/db.ts";
import { seededRandom } from "#lib/platform/seeded-random.ts";
import { drainSlack } from "#lib/slack/drain-slack.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { drainWebhooks } from "#lib/webhooks/drain-webhooks.ts";
import { contextOf, createUser } from "#test/factories.ts";
import { addChannel } from "#test/slack-channels.ts";
import { type Arrived, type ChaoticReceiver, startChaoticReceiver } from "./chaotic-receiver.ts";

/** As many as a check of every change can wait for; `OUTBOUND_KILLS=50` looks for rarer moments. */
const KILLS = Number(process.env.OUTBOUND_KILLS ?? 14);
/** Workers alive at once; each is killed on its own and another takes its place. */
const WORKERS = 2;
/** Longest that a worker lives once workers send. */
const LIFE_MS = 300;
const ENDPOINTS = ["/hooks?one", "/hooks?two", "/hooks?three"];
const CHANNEL = "/services/T1/B1/chaos";
/** Past every pause, lease and retry that the chaos has left behind. */
const LATER_MS = 27 * 3_600_000;

let receiver: ChaoticReceiver;
let ctx: Context;
let compiled: string;
const secrets = new Map<string, string>();

beforeAll(async () => {
  receiver = await startChaoticReceiver(11);
  compiled = await mkdtemp(join(tmpdir(), "sentinel-compiled-"));
  ctx = await contextOf(await createUser(), { now: new Date() });
  for (const path of [...ENDPOINTS, "/gone"]) {
    const { secret } = await createWebhook(ctx, {
      name: path,
      url: receiver.url + path,
      events: ["deal.created"],
    });
    secrets.set(path, secret);
  }
  await addChannel(ctx, receiver.url + CHANNEL, { events: ["deal.created"] });
});
afterAll(async () => {
  await receiver.stop();
  await rm(compiled, { recursive: true, force: true });
});

async function startWorker(): Promise<ChildProcess> {
  const worker = fork(new URL("./worker-child.ts", import.meta.url), {
    // Compiled once for all of them: most of a short life would go into reading the same files.
    env: { ...process.env, SENTINEL_WORKERS: "1", NODE_COMPILE_CACHE: compiled },
  });
  await once(worker, "message");
  return worker;
}

/** Whatever the machine is busy with, a worker is not ended before any has sent something. */
async function somethingArrives(): Promise<void> {
  const before = receiver.arrived.length;
  while (receiver.arrived.length === before) await wait(5);
}

/** One worker after the other, each ended at a moment of the seed's choice. */
async function killWorkers(kills: number, random: () => number): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const worker = await startWorker();
    await somethingArrives();
    await wait(random() * LIFE_MS);
    const exited = once(worker, "exit");
    worker.kill("SIGKILL");
    await exited;
  }
}

async function commit(name: string): Promise<void> {
  await createDeal({ ...ctx, now: new Date() }, createDealSchema.parse({ name }));
}

/** The same as a whole, deal and event, and then not. */
async function rollBack(name: string): Promise<void> {
  const now = new Date();
  const changedMyMind = new Error("changed my mind");
  await transaction(async (tx) => {
    const { id } = await tx.deal.create({
      data: {
        workspaceId: ctx.user.id,
        userId: ctx.user.id,
        name,
        stage: "discovery",
        value: 1n,
        currency: "USD",
        stageEnteredAt: now,
      },
    });
    await recordDomainEvents(tx, { ...ctx, now }, [
      {
        name: "deal.created",
        workspaceId: ctx.user.id,
        dealId: id,
        occurredAt: now,
        change: {
          type: "deal_created",
          payload: {
            stage: "discovery",
            value: { minor: "1", currency: "USD" },
            expectedCloseOn: null,
            nextStep: { text: null, dueOn: null },
          },
        },
      },
    ]);
    throw changedMyMind;
  }).catch((error) => {
    if (error !== changedMyMind) throw error;
  });
}

/** Commits and rolls back by turns until the killing is over. */
async function changeThingsUntil(isOver: () => boolean): Promise<number> {
  let committed = 0;
  for (; !isOver(); committed += 1) {
    await commit(`Committed ${committed}`);
    if (committed % 4 === 0) await rollBack(`Never ${committed}`);
    await wait(50);
  }
  return committed;
}

const idOf = ({ headers }: { headers: Record<string, string> }) => headers["webhook-id"] ?? "";
const nameIn = (body: string): string => JSON.parse(body).data.name;

/** Both signatures, over the bytes that came. How old they are is another test's question. */
function isSigned({ path, headers, body }: Arrived): boolean {
  const secret = secrets.get(path) ?? "";
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const standard = createHmac("sha256", key).update(signed).digest("base64");
  return (
    headers["x-webhook-signature"] === createHmac("sha256", secret).update(body).digest("hex") &&
    headers["webhook-signature"] === `v1,${standard}`
  );
}

describe(`workers that are killed ${KILLS} times while endpoints misbehave`, () => {
  let committed: number;

  beforeAll(async () => {
    const random = seededRandom(5);
    let isOver = false;
    const killing = Promise.all(
      Array.from({ length: WORKERS }, () => killWorkers(Math.ceil(KILLS / WORKERS), random)),
    ).finally(() => {
      isOver = true;
    });
    committed = await changeThingsUntil(() => isOver);
    await killing;
    receiver.isCalm = true;
    const run = { now: new Date(Date.now() + LATER_MS), deadline: Number.POSITIVE_INFINITY };
    await Promise.all([drainWebhooks(run), drainSlack(run)]);
  }, 240_000);

  it("bring every committed event to every endpoint, and nothing that was rolled back", async () => {
    const deals = await db().deal.findMany({ where: { userId: ctx.user.id } });
    const events = await db().webhookEvent.findMany({ where: { workspaceId: ctx.user.id } });
    expect(committed).toBeGreaterThan(KILLS);
    expect(deals).toHaveLength(committed);
    expect(events).toHaveLength(committed);
    for (const path of ENDPOINTS) {
      const taken = receiver.at(path).filter(({ ok }) => ok);
      expect(new Set(taken.map(idOf)), path).toEqual(new Set(events.map(({ id }) => id)));
      expect(new Set(taken.map(({ body }) => nameIn(body)))).toEqual(
        new Set(deals.map(({ name }) => name)),
      );
    }
    expect(receiver.arrived.filter(({ body }) => body.includes("Never"))).toEqual([]);
  });

  it("send an event under one id and with one body, however often and wherever they send it", () => {
    const sent = ENDPOINTS.flatMap((path) => receiver.at(path));
    const bodies = Map.groupBy(sent, idOf);
    for (const [id, requests] of bodies) {
      expect(new Set(requests.map(({ body }) => body)).size, id).toBe(1);
    }
    // The chaos has done its part: some of it had to be sent again.
    expect(sent.length).toBeGreaterThan(bodies.size * ENDPOINTS.length);
  });

  it("sign every request with the secret of its endpoint", () => {
    const sent = [...ENDPOINTS, "/gone"].flatMap((path) => receiver.at(path));
    expect(sent.filter((request) => !isSigned(request))).toEqual([]);
  });

  it("leave an endpoint alone that said it is gone", async () => {
    const { isActive } = await db().webhook.findFirstOrThrow({ where: { name: "/gone" } });
    expect(isActive).toBe(false);
    expect(receiver.at("/gone").length).toBeLessThan(committed);
  });

  it("tell the Slack channel of all of it", async () => {
    const rows = await db().slackMessage.findMany({ where: { slack: { userId: ctx.user.id } } });
    expect(rows).toHaveLength(committed);
    expect(rows.filter(({ status }) => status !== "succeeded")).toEqual([]);
    const told = receiver
      .at(CHANNEL)
      .filter(({ ok }) => ok)
      .map(({ body }) => JSON.parse(body).blocks[0].text.text as string)
      .map((title) =>
        title.startsWith("New deal: ") ? 1 : Number.parseInt(title.replace(",", ""), 10),
      );
    expect(told.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(committed);
  });
});
