import { closeDb } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { rotateEncryption } from "#lib/platform/rotate-encryption.ts";
import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { assertReachable } from "./support/local-database.ts";
import { loadLocalEnv } from "./support/local-env.ts";
import { UserError } from "./support/user-error.ts";

await runCommand(async (command) => {
  loadDotEnv("production");
  await loadLocalEnv();
  await assertReachable(env().databaseUrl);
  command.onEnd(closeDb);
  const { encryption } = env();
  if (!encryption) {
    throw new UserError("There is no ENCRYPTION_KEY: set it to the new key, then the old one.");
  }
  const columns = await rotateEncryption(encryption);
  for (const { column, resealed, unreadable } of columns) {
    const problem = unreadable > 0 ? `, ${unreadable} that no configured key opens` : "";
    process.stdout.write(`${column}: ${resealed} sealed anew${problem}\n`);
  }
  const isWhole = columns.every(({ unreadable }) => unreadable === 0);
  process.stdout.write(
    isWhole
      ? `Everything is sealed with the key ${encryption[0].id}: older keys can be taken out of ENCRYPTION_KEY.\n`
      : "Some secrets cannot be read. Put the key that made them back into ENCRYPTION_KEY, or save those secrets anew.\n",
  );
  return isWhole ? 0 : 1;
});
