import { readFile } from "node:fs/promises";
import { z } from "zod";

export type Counts = { passed: number; failed: number };

const vitestSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numFailedTestSuites: z.int(),
});

const playwrightSchema = z.object({
  errors: z.array(z.unknown()).default([]),
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});

/** What a Vitest JSON report counts; a file that could not be run counts as one failed test. */
export function readVitestCounts(report: string): Counts {
  const found = vitestSchema.parse(JSON.parse(report));
  const failed = found.numFailedTests || (found.numFailedTestSuites > 0 ? 1 : 0);
  return { passed: found.numPassedTests, failed };
}

/** What a Playwright JSON report counts; a test that passed only when it was tried again failed. */
export function readPlaywrightCounts(report: string): Counts {
  const { stats, errors } = playwrightSchema.parse(JSON.parse(report));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * The verdict over a step's tests: no report, or one without a single test, is a failure, and so is
 * a program that ended badly although its tests passed.
 */
export async function countTests(
  path: string,
  read: (report: string) => Counts,
  exitCode: number,
): Promise<Counts> {
  const report = await readFile(path, "utf8").catch(() => null);
  if (report === null) return { passed: 0, failed: 1 };
  const { passed, failed } = read(report);
  const hasHiddenFailure = failed === 0 && (passed === 0 || exitCode !== 0);
  return { passed, failed: hasHiddenFailure ? 1 : failed };
}
