import { readRunning } from "./running.ts";
import { readDemoSecret } from "./secret.ts";
import { UserError } from "./user-error.ts";

/**
 * Points this process at the database that is in use here: DATABASE_URL when it is set, else that of
 * the running demo or development server. Values that are set already stay.
 *
 * @throws UserError with one readable sentence when there is no database to point at.
 */
export async function loadLocalEnv(): Promise<void> {
  const running = process.env.DATABASE_URL ? null : await readRunning();
  // A running demo has no Clerk, whatever this terminal has set.
  if (running?.command === "demo") Object.assign(process.env, NO_CLERK);
  Object.assign(process.env, await localEnv(process.env, running?.databaseUrl ?? null));
}

/** What has to be added to the given environment; the pure part of `loadLocalEnv`. */
export async function localEnv(
  given: Readonly<Record<string, string | undefined>>,
  runningDatabaseUrl: string | null,
  readSecret: () => Promise<string> = readDemoSecret,
): Promise<Record<string, string>> {
  const databaseUrl = given.DATABASE_URL || runningDatabaseUrl;
  if (!databaseUrl) {
    throw new UserError(
      "There is no database to work on: start `npm run demo` in another terminal first, or set DATABASE_URL.",
    );
  }
  return {
    DATABASE_URL: databaseUrl,
    NODE_ENV: given.NODE_ENV || "production",
    ...(await demoEnv(given, readSecret)),
  };
}

/** Empty means "not set", and keeps a .env file from setting it. */
export const NO_CLERK = { CLERK_SECRET_KEY: "", NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: "" };

/** Turns demo sign-in on, unless Clerk is configured: the two exclude each other. */
export async function demoEnv(
  given: Readonly<Record<string, string | undefined>>,
  readSecret: () => Promise<string> = readDemoSecret,
): Promise<Record<string, string>> {
  if (given.CLERK_SECRET_KEY) return {};
  return {
    SENTINEL_DEMO: "1",
    SENTINEL_DEMO_SECRET: given.SENTINEL_DEMO_SECRET || (await readSecret()),
  };
}
