import { requireBrowser } from "./support/browser.ts";
import { runCommand } from "./support/command.ts";
import { generateClient } from "./support/generate-client.ts";
import { buildForE2e, runE2e } from "./support/run-e2e.ts";

await runCommand(async (command) => {
  await requireBrowser(command.signal);
  await generateClient();
  await buildForE2e({ output: "inherit", signal: command.signal });
  const { code } = await runE2e(command, process.argv.slice(2), { output: "inherit" });
  return code;
});
