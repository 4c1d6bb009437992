import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ensureDatabase, startPostgres } from "../../scripts/support/embedded-postgres.ts";
import { applyMigrations } from "../../scripts/support/schema-engine.ts";
import { installJobQueue } from "../lib/jobs/boss.ts";
import { JOBS } from "../lib/jobs/registry.ts";

export const TEMPLATE_DATABASE = "sentinel_template";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One throw-away server for the whole run; its template database is copied for each test file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = await mkdtemp(join(tmpdir(), "sentinel-test-"));
  const server = await startPostgres({
    folder: join(parent, "postgres"),
    isKept: false,
    isFast: true,
  });
  await ensureDatabase(server, TEMPLATE_DATABASE);
  await applyMigrations(server.url(TEMPLATE_DATABASE));
  await installJobQueue(server.url(TEMPLATE_DATABASE), JOBS);
  project.provide("postgresUrl", server.url("DATABASE"));
  return async () => {
    await server.stop();
    await rm(parent, { recursive: true, force: true });
  };
}
