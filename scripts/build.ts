import { buildApp } from "./support/build-app.ts";
import { runCommand } from "./support/command.ts";
import { generateClient } from "./support/generate-client.ts";

await runCommand(async ({ signal }) => {
  await generateClient();
  await buildApp({ isForced: true, output: "inherit", signal });
});
