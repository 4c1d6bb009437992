import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { generateClient } from "./support/generate-client.ts";
import { openServerDatabase } from "./support/local-database.ts";
import { demoEnv } from "./support/local-env.ts";
import { assertPortFree, parsePort } from "./support/ports.ts";
import { migrateDatabase, seedDatabase } from "./support/prepare-database.ts";
import { serveApp } from "./support/serve-app.ts";
import { startStandIns } from "./support/stand-ins.ts";

await runCommand(async (command) => {
  loadDotEnv("development");
  const port = parsePort(process.env.PORT, 3000);
  const host = process.env.SENTINEL_HOST || "127.0.0.1";
  const isEmbedded = !process.env.DATABASE_URL;
  const databaseUrl = await openServerDatabase(command, { name: "dev", port });
  await assertPortFree(port, host);
  const standIns = process.argv.includes("--stand-ins") ? await startStandIns(command) : null;
  const env = {
    ...(await demoEnv(process.env)),
    DATABASE_URL: databaseUrl,
    NODE_ENV: "development",
    NEXT_PUBLIC_APP_URL: process.env.NEXT_PUBLIC_APP_URL || `http://localhost:${port}`,
    SENTINEL_WORKERS: process.env.SENTINEL_WORKERS || "1",
    ...standIns?.env,
  };
  Object.assign(process.env, env);
  await generateClient();
  await migrateDatabase(databaseUrl);
  // A database that was given may hold real people: demo data goes there by `npm run db:seed` only.
  if (isEmbedded) await seedDatabase();
  const app = await serveApp(command, { mode: "dev", host, port, env });
  if (standIns) process.stdout.write(`${standIns.words}\n`);
  await app.ended;
  return 1;
});
