import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { generateClient } from "./support/generate-client.ts";
import { openToolDatabase } from "./support/local-database.ts";
import { localEnv } from "./support/local-env.ts";
import { migrateDatabase, seedDatabase } from "./support/prepare-database.ts";

await runCommand(async (command) => {
  loadDotEnv("development");
  const databaseUrl = await openToolDatabase(command, "db-seed");
  Object.assign(process.env, await localEnv(process.env, databaseUrl));
  await generateClient();
  await migrateDatabase(databaseUrl);
  await seedDatabase();
  process.stdout.write("The demo workspace is there.\n");
});
