import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimRunning, readRunning, releaseRunning } from "./running.ts";

let folder = "";
let path = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "running-"));
  path = join(folder, "demo.json");
});

afterEach(() => rm(folder, { recursive: true }));

const demo = { command: "demo", pid: 2 ** 22 + 1, port: 3000, databaseUrl: null };

test("nothing runs where there is no record or an unreadable one", async () => {
  expect(await readRunning(path)).toBeNull();
  await writeFile(path, "{");
  expect(await readRunning(path)).toBeNull();
});

test("the record of a process that is gone counts as none and can be taken over", async () => {
  await writeFile(path, JSON.stringify(demo));
  expect(await readRunning(path)).toBeNull();
  expect(await claimRunning({ ...demo, port: 4000 }, path)).toBeNull();
});

test.runIf(process.platform === "linux")(
  "a process id that another program has by now counts as none",
  async () => {
    await writeFile(path, JSON.stringify({ ...demo, pid: process.pid }));
    expect(await readRunning(path)).toBeNull();
  },
);

test("a released checkout can be claimed again", async () => {
  await claimRunning(demo, path);
  await releaseRunning(path);
  expect(await claimRunning(demo, path)).toBeNull();
});
