import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { countTests, readPlaywrightCounts, readVitestCounts } from "./test-reports.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reports-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function count(passed: number, failed: number, exitCode: number, suites = 0) {
  const path = join(folder, "vitest.json");
  await writeFile(
    path,
    JSON.stringify({
      numPassedTests: passed,
      numFailedTests: failed,
      numFailedTestSuites: suites,
    }),
  );
  return countTests(path, readVitestCounts, exitCode);
}

test("passed and failed tests are counted", async () => {
  expect(await count(7, 0, 0)).toEqual({ passed: 7, failed: 0 });
  expect(await count(7, 2, 1)).toEqual({ passed: 7, failed: 2 });
});

test("no tests, no report, a bad ending and a file that cannot be run are failures", async () => {
  expect(await count(0, 0, 0)).toEqual({ passed: 0, failed: 1 });
  expect(await count(7, 0, 1)).toEqual({ passed: 7, failed: 1 });
  expect(await count(7, 0, 1, 1)).toEqual({ passed: 7, failed: 1 });
  const absent = join(folder, "absent.json");
  expect(await countTests(absent, readVitestCounts, 0)).toEqual({ passed: 0, failed: 1 });
});

test("a browser test that passed only on another try failed", () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 };
  expect(readPlaywrightCounts(JSON.stringify({ stats, errors: [] }))).toEqual({
    passed: 4,
    failed: 2,
  });
});
