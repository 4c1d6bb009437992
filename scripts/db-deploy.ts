import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { generateClient } from "./support/generate-client.ts";
import { openToolDatabase } from "./support/local-database.ts";
import { migrateDatabase } from "./support/prepare-database.ts";

await runCommand(async (command) => {
  loadDotEnv("production");
  const databaseUrl = await openToolDatabase(command, "db-deploy");
  await generateClient();
  const applied = await migrateDatabase(databaseUrl);
  for (const name of applied) process.stdout.write(`applied ${name}\n`);
  if (applied.length === 0) process.stdout.write("The database is up to date.\n");
});
