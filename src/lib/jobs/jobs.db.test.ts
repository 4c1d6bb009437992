import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { boss, installJobQueue } from "#lib/jobs/boss.ts";
import { declareJob } from "#lib/jobs/declare-job.ts";
import { defineJob, type JobDefinition, PermanentJobError } from "#lib/jobs/define-job.ts";
import { enqueue } from "#lib/jobs/enqueue.ts";
import { drainJobs } from "#lib/jobs/run-jobs.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";

const seen: string[] = [];
let fail: (() => Error) | null = null;

const testJob = defineJob(
  declareJob({
    name: "test-job",
    schema: z.object({ id: z.string() }),
    retry: { limit: 2, delaySeconds: 0 },
  }),
  async ({ id }) => {
    seen.push(id);
    if (fail) throw fail();
  },
);
const collapsedJob = defineJob(
  declareJob({
    name: "test-collapsed",
    schema: z.object({ id: z.string() }),
    retry: { limit: 0, delaySeconds: 0 },
    isCollapsed: true,
  }),
  async ({ id }) => {
    seen.push(id);
  },
);
const JOBS = [testJob, collapsedJob] as unknown as readonly JobDefinition[];
const NOW = new Date("2026-01-01T00:00:00Z");

const drain = (deadline = Number.POSITIVE_INFINITY) => drainJobs(JOBS, { now: NOW, deadline });
const send = (job: typeof testJob, id: string, key?: string) =>
  db().$transaction((tx) => enqueue(tx, job, { id }, key ? { key } : {}));

beforeAll(async () => {
  await installJobQueue(env().databaseUrl, JOBS);
});

describe("a job", () => {
  it("is done once, by whichever of several workers gets it", async () => {
    for (const id of ["a", "b", "c", "d", "e", "f"]) await send(testJob, id);
    const runs = await Promise.all([drain(), drain(), drain()]);
    expect(runs.reduce((sum, { done }) => sum + done, 0)).toBe(6);
    expect(seen.splice(0).sort()).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("that was enqueued in a transaction which fails never existed", async () => {
    await expect(
      db().$transaction(async (tx) => {
        await enqueue(tx, testJob, { id: "ghost" });
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    await drain();
    expect(seen.splice(0)).toEqual([]);
  });

  it("is tried again after a passing failure, as often as it says", async () => {
    fail = () => new Error("passing");
    await send(testJob, "again");
    await expect.poll(() => drain().then(() => seen.length), { timeout: 20_000 }).toBe(3);
    fail = null;
    await drain();
    expect(seen.splice(0)).toHaveLength(3);
  });

  it("ends at once after a permanent failure", async () => {
    fail = () => new PermanentJobError("never");
    await send(testJob, "once");
    await drain();
    fail = null;
    await drain();
    expect(seen.splice(0)).toEqual(["once"]);
  });

  it("that cannot be read ends instead of blocking its queue", async () => {
    await (await boss()).send("test-job", { unexpected: true });
    await send(testJob, "behind");
    await drain();
    expect(seen.splice(0)).toEqual(["behind"]);
  });

  it("with a key waits once for all its causes", async () => {
    for (const id of ["first", "second", "third"]) await send(collapsedJob, id, "workspace");
    await send(collapsedJob, "other", "another workspace");
    await drain();
    expect(seen.splice(0).sort()).toEqual(["first", "other"]);
  });

  it("with a key is queued by transactions in any order without one waiting for the other", async () => {
    const [firstHas, secondHas] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const queueBoth = (keys: readonly [string, string], has: PromiseWithResolvers<void>) =>
      db().$transaction(async (tx) => {
        await enqueue(tx, collapsedJob, { id: keys[0] }, { key: keys[0] });
        has.resolve();
        await Promise.all([firstHas.promise, secondHas.promise]);
        await enqueue(tx, collapsedJob, { id: keys[1] }, { key: keys[1] });
      });
    await Promise.all([queueBoth(["x", "y"], firstHas), queueBoth(["y", "x"], secondHas)]);
    await drain();
    expect(new Set(seen.splice(0))).toEqual(new Set(["x", "y"]));
  });

  it("that waits is not begun before the transaction that counts on it has ended", async () => {
    await send(collapsedJob, "waiting", "held");
    await db().$transaction(async (tx) => {
      await enqueue(tx, collapsedJob, { id: "dropped" }, { key: "held" });
      await drain();
      expect(seen).toEqual([]);
    });
    await drain();
    expect(seen.splice(0)).toEqual(["waiting"]);
  });

  it("is left for the next run when the time is up", async () => {
    await send(testJob, "later");
    expect(await drain(0)).toEqual({ done: 0, failed: 0 });
    await drain();
    expect(seen.splice(0)).toEqual(["later"]);
  });

  it("with wrong data is refused where it is enqueued", async () => {
    await expect(
      db().$transaction((tx) => enqueue(tx, testJob, { id: 5 } as never)),
    ).rejects.toThrow();
  });
});
