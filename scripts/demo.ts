import { buildApp } from "./support/build-app.ts";
import { runCommand } from "./support/command.ts";
import { generateClient } from "./support/generate-client.ts";
import { openServerDatabase } from "./support/local-database.ts";
import { demoEnv, NO_CLERK } from "./support/local-env.ts";
import { assertPortFree, parsePort } from "./support/ports.ts";
import { migrateDatabase, seedDatabase } from "./support/prepare-database.ts";
import { serveApp } from "./support/serve-app.ts";
import { UserError } from "./support/user-error.ts";

await runCommand(async (command) => {
  const startedAt = performance.now();
  const port = parsePort(process.env.PORT, 3000);
  // Anybody who reaches a demo can enter it, so it is not on the network unless that is asked for.
  const host = process.env.SENTINEL_HOST || "127.0.0.1";

  const databaseUrl = await openServerDatabase(command, { name: "demo", port });
  await assertPortFree(port, host);
  const env = {
    ...NO_CLERK,
    ...(await demoEnv({ SENTINEL_DEMO_SECRET: process.env.SENTINEL_DEMO_SECRET })),
    DATABASE_URL: databaseUrl,
    NODE_ENV: "production",
    NEXT_PUBLIC_APP_URL: process.env.NEXT_PUBLIC_APP_URL || `http://localhost:${port}`,
    SENTINEL_WORKERS: "1",
    LOG_LEVEL: process.env.LOG_LEVEL || "warn",
  };
  Object.assign(process.env, env);

  await generateClient();
  const build = buildApp({ env, signal: command.signal });
  const isSlow = setTimeout(() => say("Building (a minute or so, when sources changed) …"), 1_000);
  await Promise.all([migrateDatabase(databaseUrl).then(seedDatabase), build]).finally(() =>
    clearTimeout(isSlow),
  );

  const app = await serveApp(command, { mode: "start", host, port, env });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`
Sentinel runs at http://localhost:${port} (after ${seconds} s)

  Sign in   open the address and pick a person: owner, admin, member or viewer of Northwind
            (owner@demo.test …), or outsider@demo.test of another company; no password
  API       npm run -s token -- --email owner@demo.test   prints a bearer token
  Import    npm run import -- deals.csv --email owner@demo.test
  Stop      Ctrl-C
`);
  const lastWords = await app.ended;
  throw new UserError(`The server ended by itself:\n${lastWords}`);
});

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
