import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { contextOfPerson } from "#lib/auth/load-context.ts";
import { importFile } from "#lib/imports/import-file.ts";
import { stopBoss } from "#lib/jobs/boss.ts";
import { closeDb } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { AppError } from "#lib/platform/errors.ts";
import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { readImportArguments, workspaceIdOf } from "./support/import-arguments.ts";
import { assertReachable } from "./support/local-database.ts";
import { loadLocalEnv } from "./support/local-env.ts";
import { UserError } from "./support/user-error.ts";

await runCommand(async (command) => {
  const wanted = readImportArguments(process.argv.slice(2));
  const found = await stat(wanted.file).catch(() => null);
  if (!found?.isFile()) throw new UserError(`There is no file ${wanted.file}.`);
  loadDotEnv("production");
  await loadLocalEnv();
  await assertReachable(env().databaseUrl);
  command.onEnd(closeDb);
  command.onEnd(stopBoss);
  const started = performance.now();
  try {
    const ctx = await contextOfPerson(wanted.email, new Date());
    const report = await importFile(ctx, () => createReadStream(wanted.file), {
      workspaceId: workspaceIdOf(ctx, wanted.team),
      options: wanted.options,
    });
    for (const warning of report.warnings) process.stdout.write(`Note: ${warning}\n`);
    for (const { row, column, message } of report.errors) {
      process.stdout.write(`Skipped row ${row}${column ? `, ${column}` : ""}: ${message}\n`);
    }
    const { kind, created, updated, unchanged, skipped } = report;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(
      `${kind.replace("_", " ")}: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped (${seconds} s)\n`,
    );
  } catch (error) {
    throw error instanceof AppError ? new UserError(inWords(error)) : error;
  }
});

function inWords({ message, errors }: AppError): string {
  return [
    message,
    ...errors
      .filter((error) => error.message !== message)
      .map(({ path, message: why }) => `  ${path}: ${why}`),
  ].join("\n");
}
