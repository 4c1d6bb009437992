import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./support/command.ts";
import { diffAgainstMigrations } from "./support/diff-migrations.ts";
import { migrationFolder } from "./support/migration-name.ts";
import { root } from "./support/paths.ts";

await runCommand(async (command) => {
  const script = await diffAgainstMigrations(command);
  if (script === "") {
    process.stdout.write("no difference\n");
    return;
  }
  const name = migrationFolder(process.argv.slice(2), new Date());
  const folder = join(root, "prisma/migrations", name);
  await mkdir(folder);
  await writeFile(join(folder, "migration.sql"), `${script}\n`);
  process.stdout.write(`wrote prisma/migrations/${name}/migration.sql: read it before it is run\n`);
});
