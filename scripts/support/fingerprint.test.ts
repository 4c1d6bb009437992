import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "fingerprint-"));
  await mkdir(join(root, "src/deep"), { recursive: true });
  await writeFile(join(root, "src/deep/a.ts"), "a");
  await writeFile(join(root, "package.json"), "{}");
});

afterEach(() => rm(root, { recursive: true }));

const take = (further: string[] = []) =>
  fingerprint(root, ["src", "package.json", "absent"], further);

test("nothing changed: the same fingerprint, so nothing is built again", async () => {
  expect(await take()).toBe(await take());
});

test.each([
  ["a changed file", () => writeFile(join(root, "src/deep/a.ts"), "b")],
  ["a new file", () => writeFile(join(root, "src/b.ts"), "")],
  ["a file that was listed and absent", () => writeFile(join(root, "absent"), "")],
  ["a removed file", () => rm(join(root, "src/deep/a.ts"))],
])("%s gives another fingerprint", async (_, change) => {
  const before = await take();
  await change();
  expect(await take()).not.toBe(before);
});

test("text that moves from one file to the next gives another fingerprint", async () => {
  await writeFile(join(root, "src/deep/a.ts"), "ab");
  await writeFile(join(root, "src/deep/b.ts"), "c");
  const before = await take();
  await writeFile(join(root, "src/deep/a.ts"), "a");
  await writeFile(join(root, "src/deep/b.ts"), "bc");
  expect(await take()).not.toBe(before);
});

test("a setting that goes into the build gives another fingerprint", async () => {
  expect(await take(["KEY=1"])).not.toBe(await take(["KEY=2"]));
});
