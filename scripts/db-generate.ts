import { runCommand } from "./support/command.ts";
import { generateClient } from "./support/generate-client.ts";

await runCommand(generateClient);
