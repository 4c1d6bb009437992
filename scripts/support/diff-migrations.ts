import type { Command } from "./command.ts";
import { ensureDatabase, startThrowAwayPostgres } from "./embedded-postgres.ts";
import { applyMigrations, diffSchema } from "./schema-engine.ts";

/** The SQL by which `prisma/schema` is ahead of `prisma/migrations`; empty when they agree. */
export async function diffAgainstMigrations(command: Command): Promise<string> {
  const server = await startThrowAwayPostgres();
  command.onEnd(() => server.stop());
  await ensureDatabase(server, "scratch");
  const url = server.url("scratch");
  await applyMigrations(url);
  return diffSchema(url);
}
