import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { generateClient } from "./support/generate-client.ts";
import { openToolDatabase } from "./support/local-database.ts";
import { localEnv } from "./support/local-env.ts";
import { migrateDatabase, removeSeededData, seedDatabase } from "./support/prepare-database.ts";
import { UserError } from "./support/user-error.ts";

await runCommand(async (command) => {
  const isRemoval = readArguments(process.argv.slice(2));
  loadDotEnv("development");
  const databaseUrl = await openToolDatabase(command, "db-seed");
  Object.assign(process.env, await localEnv(process.env, databaseUrl));
  await generateClient();
  await migrateDatabase(databaseUrl);
  if (isRemoval) {
    const { deals } = await removeSeededData();
    process.stdout.write(`The demo data is gone: ${deals} deals and all that belonged to them.\n`);
    return;
  }
  await seedDatabase();
  process.stdout.write("The demo workspace is there.\n");
});

/** Whether the demo data is to be removed instead of loaded. */
function readArguments(args: string[]): boolean {
  if (args.length === 0) return false;
  if (args.length === 1 && args[0] === "--remove") return true;
  throw new UserError("Use: npm run db:seed [-- --remove]");
}
