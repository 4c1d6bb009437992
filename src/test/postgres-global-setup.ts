import type { TestProject } from "vitest/node";
import { ensureDatabase, startThrowAwayPostgres } from "../../scripts/support/embedded-postgres.ts";
import { migrateDatabase } from "../../scripts/support/prepare-database.ts";

const TEMPLATE_DATABASE = "sentinel_template";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
    templateDatabase: string;
  }
}

/** One throw-away server for the whole run; its template database is copied for each test file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowAwayPostgres();
  await ensureDatabase(server, TEMPLATE_DATABASE);
  await migrateDatabase(server.url(TEMPLATE_DATABASE));
  project.provide("postgresUrl", server.url("DATABASE"));
  project.provide("templateDatabase", TEMPLATE_DATABASE);
  return () => server.stop();
}
