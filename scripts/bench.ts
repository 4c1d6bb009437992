import { parseArgs } from "node:util";
import type { BenchCase } from "./bench/measure.ts";
import { tableOf } from "./bench/print-table.ts";
import { runCommand } from "./support/command.ts";
import { ensureDatabase, startThrowAwayPostgres } from "./support/embedded-postgres.ts";
import { generateClient } from "./support/generate-client.ts";
import { NO_CLERK } from "./support/local-env.ts";
import { freePort } from "./support/ports.ts";
import { migrateDatabase } from "./support/prepare-database.ts";
import { UserError } from "./support/user-error.ts";

const DATABASE = "bench";

await runCommand(async (command) => {
  const { only, deals } = readOptions();
  await generateClient();
  // After the client, which most of them load.
  const { CASES } = await import("./bench/cases.ts");
  const chosen = choose(CASES, only);
  const now = new Date();

  const server = await startThrowAwayPostgres();
  command.onEnd(server.stop);
  await ensureDatabase(server, DATABASE);
  const databaseUrl = server.url(DATABASE);
  Object.assign(process.env, NO_CLERK, {
    DATABASE_URL: databaseUrl,
    NODE_ENV: "production",
    SENTINEL_DEMO: "1",
    SENTINEL_DEMO_SECRET: "nobody-signs-in-to-a-benchmark-0123456789",
    LOG_LEVEL: "warn",
    // The receiver of webhooks listens on loopback.
    WEBHOOK_ALLOW_PRIVATE: "1",
    // Where the stand-in of the sync's provider is going to be.
    HUBSPOT_BASE_URL: `http://127.0.0.1:${await freePort()}`,
  });
  await migrateDatabase(databaseUrl);
  const [{ fillBook }, { closeDb }, { stopBoss }] = await Promise.all([
    import("./bench/fill-book.ts"),
    import("../src/lib/platform/db.ts"),
    import("../src/lib/jobs/boss.ts"),
  ]);
  command.onEnd(closeDb);
  command.onEnd(stopBoss);
  const book = { databaseUrl, open: deals, closed: deals, now };
  say(`Writing ${deals.toLocaleString("en-US")} open and as many closed deals …`);
  await fillBook(databaseUrl, book);

  const rows = [];
  for (const { name, run } of chosen) {
    say(`Measuring ${name} …`);
    rows.push(...(await run(book)));
  }
  process.stdout.write(`${tableOf(rows)}\n`);
  return rows.every(({ isMet }) => isMet) ? 0 : 1;
});

function readOptions(): { only: string[]; deals: number } {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: [] },
      deals: { type: "string", default: "100000" },
    },
  });
  const deals = Number(values.deals);
  if (!Number.isInteger(deals) || deals < 1_000) {
    throw new UserError("--deals is a whole number from 1000 up.");
  }
  return { only: values.only, deals };
}

function choose(cases: readonly BenchCase[], only: readonly string[]): readonly BenchCase[] {
  const names = cases.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown) throw new UserError(`There is no benchmark ${unknown}, only ${names.join(", ")}.`);
  return only.length === 0 ? cases : cases.filter(({ name }) => only.includes(name));
}

/** Progress goes beside the table, so that the table alone can be kept. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
