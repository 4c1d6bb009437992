import { parseArgs } from "node:util";
import pg from "pg";
import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { generateClient } from "./support/generate-client.ts";
import { openToolDatabase } from "./support/local-database.ts";
import { localEnv } from "./support/local-env.ts";
import { isLocalUrl } from "./support/local-url.ts";
import { migrateDatabase, seedDatabase } from "./support/prepare-database.ts";
import { UserError } from "./support/user-error.ts";

await runCommand(async (command) => {
  const { values } = parseArgs({ options: { force: { type: "boolean", default: false } } });
  loadDotEnv("development");
  const databaseUrl = await openToolDatabase(command, "db-reset");
  if (!isLocalUrl(databaseUrl) && !values.force) {
    throw new UserError(
      `This would delete everything in the database on ${new URL(databaseUrl).host}: add -- --force when that is what you want.`,
    );
  }
  Object.assign(process.env, await localEnv(process.env, databaseUrl));
  await generateClient();
  await dropEverything(databaseUrl);
  await migrateDatabase(databaseUrl);
  await seedDatabase();
  process.stdout.write("The database is new, with the demo workspace.\n");
});

/** Drops the two schemas in use; the database itself may belong to somebody else. */
async function dropEverything(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      "DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;",
    );
  } finally {
    await client.end();
  }
}
