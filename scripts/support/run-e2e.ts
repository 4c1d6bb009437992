import { randomBytes } from "node:crypto";
import { buildApp, distFolder } from "./build-app.ts";
import type { Command } from "./command.ts";
import { ensureDatabase, startThrowAwayPostgres } from "./embedded-postgres.ts";
import { NO_CLERK } from "./local-env.ts";
import { freePort } from "./ports.ts";
import { migrateDatabase, seedDatabase } from "./prepare-database.ts";
import { serveApp } from "./serve-app.ts";
import { runTool, type ToolOptions, type ToolResult } from "./tool.ts";

// Apart from the build that a running demo serves.
const FOLDER = ".data/e2e-build";

/** The production build that the browser tests run against; made when its inputs changed. */
export function buildForE2e(options: ToolOptions): Promise<boolean> {
  return buildApp({ ...options, folder: FOLDER, env: NO_CLERK });
}

/** Writes the types of the routes, which `next-env.d.ts` names, into that build's folder. */
export function generateRouteTypes(options: ToolOptions): Promise<ToolResult> {
  const env = { ...NO_CLERK, ...distFolder(FOLDER), NODE_ENV: "production" };
  return runTool("next", ["typegen"], { ...options, env });
}

/**
 * Runs the browser tests against that build on a database of their own. Ports, database and build
 * folder are free ones, so a running demo is left alone.
 */
export async function runE2e(
  command: Command,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<ToolResult> {
  const server = await startThrowAwayPostgres();
  command.onEnd(() => server.stop());
  await ensureDatabase(server, "sentinel");
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const env = {
    ...NO_CLERK,
    DATABASE_URL: server.url("sentinel"),
    NODE_ENV: "production",
    NEXT_PUBLIC_APP_URL: baseUrl,
    SENTINEL_DEMO: "1",
    SENTINEL_DEMO_SECRET: randomBytes(32).toString("hex"),
    SENTINEL_WORKERS: "1",
    CRON_SECRET: randomBytes(16).toString("hex"),
    LOG_LEVEL: "warn",
  };
  Object.assign(process.env, env);
  await migrateDatabase(env.DATABASE_URL);
  await seedDatabase();
  await serveApp(command, { mode: "start", host: "127.0.0.1", port, env, folder: FOLDER });
  return runTool("playwright", ["test", ...args], {
    ...options,
    signal: command.signal,
    env: { ...options.env, NODE_ENV: "test", E2E_BASE_URL: baseUrl },
  });
}
