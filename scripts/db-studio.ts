import { runCommand } from "./support/command.ts";
import { loadDotEnv } from "./support/dot-env.ts";
import { openToolDatabase } from "./support/local-database.ts";
import { runTool } from "./support/tool.ts";

await runCommand(async (command) => {
  loadDotEnv("development");
  const databaseUrl = await openToolDatabase(command, "db-studio");
  const { code } = await runTool("prisma", ["studio", "--browser", "none"], {
    output: "inherit",
    signal: command.signal,
    env: { DATABASE_URL: databaseUrl, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  });
  return code;
});
