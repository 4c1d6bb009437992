import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { transaction } from "#lib/platform/db.ts";
import { insertRows } from "#lib/platform/insert-rows.ts";
import { newId } from "#lib/platform/new-id.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { drainWebhooks } from "#lib/webhooks/drain-webhooks.ts";
import { payloadText } from "#lib/webhooks/payload.ts";
import { startDispatcher } from "#lib/webhooks/start-dispatcher.ts";
import { actorAt } from "./actor.ts";
import { BENCH_TEAM } from "./fill-book.ts";
import { atLeast, atMost, type BenchCase, secondsOf } from "./measure.ts";
import type { ReceiverSummary } from "./webhook-receiver-child.ts";

const QUEUED = 10_000;
const AT_DEAD_ENDPOINT = 5_000;

export const webhookDrain: BenchCase = {
  name: "webhook-drain",
  async run({ now }) {
    const receiver = fork(new URL("webhook-receiver-child.ts", import.meta.url));
    const stops: (() => Promise<void>)[] = [];
    try {
      const [port] = (await once(receiver, "message")) as [number];
      const make = async (path: string) => {
        const { webhook } = await createWebhook(actorAt(now), {
          name: path,
          url: `http://127.0.0.1:${port}${path}`,
          events: ["deal.created"],
          teamId: BENCH_TEAM,
        });
        return webhook.id;
      };
      const busy = await make("/busy");
      await queue(busy, QUEUED, now);
      const seconds = await secondsOf(() =>
        drainWebhooks({ now: new Date(), deadline: Number.POSITIVE_INFINITY }),
      );
      const { requests, events } = await summaryOf(receiver);
      const what = QUEUED.toLocaleString("en-US");
      return [
        atLeast(`Webhook drain of ${what} to a local receiver`, QUEUED / seconds, 200, "/s"),
        atMost(
          `Of ${what}: missing or sent twice`,
          Math.abs(QUEUED - events) + requests - events,
          0,
          "deliveries",
        ),
        atMost(
          `First delivery beside ${AT_DEAD_ENDPOINT.toLocaleString("en-US")} at a dead endpoint`,
          await firstDeliveryMs(await make("/dead"), await make("/quick"), receiver, stops),
          1_000,
          "ms",
        ),
      ];
    } finally {
      // The receiver first: what it does not answer would be waited for.
      receiver.disconnect();
      for (const stop of stops) await stop();
    }
  },
};

/** From the commit of one endpoint's delivery to its arrival, while another's queue is full. */
async function firstDeliveryMs(
  dead: string,
  quick: string,
  receiver: ChildProcess,
  stops: (() => Promise<void>)[],
): Promise<number> {
  await queue(dead, AT_DEAD_ENDPOINT, new Date());
  stops.push(startDispatcher());
  // The dead one has all the slots that it may have.
  await wait(2_000);
  const { requests } = await summaryOf(receiver);
  await queue(quick, 1, new Date());
  const committedAt = performance.now();
  while ((await summaryOf(receiver)).requests === requests) await wait(2);
  return performance.now() - committedAt;
}

async function queue(webhookId: string, count: number, now: Date): Promise<void> {
  const data = { id: "deal_1", name: "Acme", stage: "proposal", value: 48_000, currency: "EUR" };
  const events = Array.from({ length: count }, () => {
    const id = `evt_${newId(now)}`;
    const event = "deal.created";
    const body = payloadText(id, event, now, data);
    return { id, workspaceId: BENCH_TEAM, event, body, isTest: false, createdAt: now };
  });
  const deliveries = events.map((event) => ({
    id: newId(now),
    webhookId,
    eventId: event.id,
    status: "pending",
    attemptCount: 0,
    attemptsBefore: 0,
    nextAttemptAt: now,
    createdAt: now,
    updatedAt: now,
  }));
  await transaction(async (tx) => {
    await insertRows(tx, "WebhookEvent", events);
    await insertRows(tx, "WebhookDelivery", deliveries);
  });
}

async function summaryOf(receiver: ChildProcess): Promise<ReceiverSummary> {
  const answer = once(receiver, "message");
  receiver.send("summary");
  return (await answer)[0] as ReceiverSummary;
}
