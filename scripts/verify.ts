import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireBrowser } from "./support/browser.ts";
import { type Command, explain, runCommand } from "./support/command.ts";
import { diffAgainstMigrations } from "./support/diff-migrations.ts";
import { generateClient } from "./support/generate-client.ts";
import { requireRedis } from "./support/redis.ts";
import { buildForE2e, generateRouteTypes, runE2e } from "./support/run-e2e.ts";
import {
  type Counts,
  countTests,
  readPlaywrightCounts,
  readVitestCounts,
} from "./support/test-reports.ts";
import { runTool } from "./support/tool.ts";
import { UserError } from "./support/user-error.ts";

type Step = { name: string; needs?: string; run: () => Promise<Counts> };

await runCommand(async (command) => {
  const { signal } = command;
  const reports = await mkdtemp(join(tmpdir(), "sentinel-verify-"));
  command.onEnd(() => rm(reports, { recursive: true, force: true }));
  // What a terminal has set for a database of its own is not for tests.
  for (const name of ["DATABASE_URL", "NODE_ENV", "PORT"]) delete process.env[name];

  const tool = (...args: string[]) => runTool("npm", ["run", "-s", ...args], { signal });
  const vitestReport = join(reports, "vitest.json");
  const playwrightReport = join(reports, "playwright.json");
  return runSteps([
    { name: "browser", run: done(() => requireBrowser(signal)) },
    { name: "redis-server", run: done(() => requireRedis(signal)) },
    { name: "database client", run: done(generateClient) },
    { name: "format", run: checked(() => tool("format:check")) },
    { name: "lint", run: checked(() => tool("lint")) },
    {
      name: "typecheck",
      run: checked(async () => {
        // The generated route types may be those of other sources, or gone.
        const routes = await generateRouteTypes({ signal });
        return routes.code === 0 ? tool("typecheck") : routes;
      }),
    },
    { name: "schema equals migrations", run: done(() => assertNoDiff(command)) },
    {
      name: "unit and integration tests",
      needs: "redis-server",
      run: async () => {
        const reporters = ["--reporter=default", "--reporter=json"];
        const args = ["run", ...reporters, `--outputFile.json=${vitestReport}`];
        const { code, output } = await runTool("vitest", args, { signal });
        const counts = await countTests(vitestReport, readVitestCounts, code);
        return shown(counts, output);
      },
    },
    { name: "production build", run: done(() => buildForE2e({ signal })) },
    {
      name: "browser tests",
      needs: "production build",
      run: async () => {
        const env = { E2E_REPORT: playwrightReport };
        const { code, output } = await runE2e(command, [], { env });
        return shown(await countTests(playwrightReport, readPlaywrightCounts, code), output);
      },
    },
  ]);
});

/** Runs every step whose needs are met and gives the exit code. */
async function runSteps(steps: readonly Step[]): Promise<number> {
  const total = { passed: 0, failed: 0 };
  const broken = new Set<string>();
  for (const { name, needs, run } of steps) {
    const startedAt = performance.now();
    const counts =
      needs && broken.has(needs)
        ? shown({ passed: 0, failed: 1 }, `not run: ${needs} failed`)
        : await run().catch((error) => shown({ passed: 0, failed: 1 }, explain(error)));
    total.passed += counts.passed;
    total.failed += counts.failed;
    if (counts.failed > 0) broken.add(name);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const tests = counts.passed > 0 ? `, ${counts.passed} passed, ${counts.failed} failed` : "";
    say(`${counts.failed > 0 ? "✗" : "✓"} ${name} (${seconds} s${tests})`);
  }
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

/** A step that succeeds or throws; it counts no tests. */
function done(work: () => Promise<unknown>): Step["run"] {
  return async () => {
    await work();
    return { passed: 0, failed: 0 };
  };
}

/** A step that is a program: its output is shown when it fails. */
function checked(work: () => Promise<{ code: number; output: string }>): Step["run"] {
  return async () => {
    const { code, output } = await work();
    return shown({ passed: 0, failed: code === 0 ? 0 : 1 }, output);
  };
}

function shown(counts: Counts, output: string): Counts {
  if (counts.failed > 0) say(output.trim());
  return counts;
}

async function assertNoDiff(command: Command): Promise<void> {
  const script = await diffAgainstMigrations(command);
  if (script !== "") {
    throw new UserError(
      `prisma/schema is ahead of prisma/migrations (npm run db:diff):\n${script}`,
    );
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
