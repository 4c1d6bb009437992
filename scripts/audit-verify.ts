import { verifyChains } from "#lib/audit/verify-chains.ts";
import { closeDb } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { assertReachable } from "./support/local-database.ts";
import { loadLocalEnv } from "./support/local-env.ts";

await runCommand(async (command) => {
  loadDotEnv("production");
  await loadLocalEnv();
  await assertReachable(env().databaseUrl);
  command.onEnd(closeDb);
  const started = performance.now();
  const { rows, chains, broken } = await verifyChains();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const count = (number: number, what: string) => `${number.toLocaleString("en-US")} ${what}`;
  if (!broken) {
    process.stdout.write(
      `The audit trail is whole: ${count(rows.DealTimeline, "rows of deals")} and ${count(rows.AuditLog, "of the audit log")} in ${count(chains, "chains")} (${seconds} s)\n`,
    );
    return 0;
  }
  const { table, id, chain, place, problem } = broken;
  process.stdout.write(
    `The audit trail is broken at ${table}${id === null ? "" : ` ${id}`}, place ${place} of ${chain}: ${problem}.\n`,
  );
  return 1;
});
