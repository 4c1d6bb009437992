import { EnvError, env } from "#lib/platform/env.ts";

/** Ends the process with the readable report when the configuration cannot work. */
export function stopUnlessConfigured(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
