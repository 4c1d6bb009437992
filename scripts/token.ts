import { issueDemoToken } from "#lib/auth/sign-in-demo-person.ts";
import { closeDb } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { assertReachable } from "./support/local-database.ts";
import { loadLocalEnv } from "./support/local-env.ts";
import { readTokenArguments } from "./support/token-arguments.ts";
import { UserError } from "./support/user-error.ts";

await runCommand(async (command) => {
  const wanted = readTokenArguments(process.argv.slice(2));
  loadDotEnv("production");
  await loadLocalEnv();
  await assertReachable(env().databaseUrl);
  command.onEnd(closeDb);
  const token = await issueDemoToken({ ...wanted, now: new Date() }).catch(inWords);
  process.stdout.write(`${token}\n`);
});

function inWords(error: unknown): never {
  throw error instanceof AppError ? new UserError(error.message) : error;
}
