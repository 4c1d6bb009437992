import { join } from "node:path";
import pg from "pg";
import type { Command } from "./command.ts";
import { ensureDatabase, startPostgres } from "./embedded-postgres.ts";
import { dataFolder } from "./paths.ts";
import {
  claimRunning,
  type Running,
  readRunning,
  releaseRunning,
  updateRunning,
} from "./running.ts";
import { UserError } from "./user-error.ts";

const DATABASE = "sentinel";

/**
 * Claims this checkout for a server and opens its database: DATABASE_URL when that is set, else the
 * embedded one in `.data/`. Other commands find it through the claim until the server ends.
 *
 * @throws UserError when a server runs here already or the database cannot be had.
 */
export async function openServerDatabase(
  command: Command,
  server: { name: "demo" | "dev"; port: number },
): Promise<string> {
  const claim = { command: server.name, pid: process.pid, port: server.port, databaseUrl: null };
  const holder = await claimRunning(claim);
  if (holder) throw new UserError(describeHolder(holder));
  command.onEnd(() => releaseRunning());
  const databaseUrl = process.env.DATABASE_URL
    ? await assertReachable(process.env.DATABASE_URL)
    : await startEmbedded(command);
  await updateRunning({ ...claim, databaseUrl });
  return databaseUrl;
}

/**
 * The database for a command that comes and goes: DATABASE_URL, else that of the server running
 * here, else the embedded one, started for the length of the command.
 */
export async function openToolDatabase(command: Command, name: string): Promise<string> {
  if (process.env.DATABASE_URL) return assertReachable(process.env.DATABASE_URL);
  const running = await readRunning();
  if (running?.databaseUrl) return running.databaseUrl;
  const claim = { command: name, pid: process.pid, port: null, databaseUrl: null };
  const holder = running ?? (await claimRunning(claim));
  if (holder) throw new UserError(describeHolder(holder));
  command.onEnd(() => releaseRunning());
  return startEmbedded(command);
}

export function describeHolder({ command, port, pid }: Running): string {
  if (port === null) {
    return `\`${command}\` (process ${pid}) is using the database in .data/: wait until it is done, or stop it.`;
  }
  return `Sentinel runs here already, at http://localhost:${port} (npm run ${command}, process ${pid}): use that, or stop it first.`;
}

async function startEmbedded(command: Command): Promise<string> {
  const wished = join(dataFolder, "postgres");
  const server = await startPostgres({ folder: wished, isKept: true });
  command.onEnd(() => server.stop());
  if (server.folder !== wished) {
    process.stdout.write(
      `The database is kept in ${server.folder}: the user that runs it may not enter this folder.\n`,
    );
  }
  await ensureDatabase(server, DATABASE);
  return server.url(DATABASE);
}

/**
 * Gives the connection string back when its database answers.
 *
 * @throws UserError naming the server, never the password.
 */
export async function assertReachable(databaseUrl: string): Promise<string> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) {
    throw new UserError(
      "DATABASE_URL is no PostgreSQL connection string: it looks like postgresql://user:password@host:5432/database.",
    );
  }
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 8_000 });
  // A server that goes away after the test is somebody else's error to report.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
  } catch (cause) {
    const { host, pathname } = new URL(databaseUrl);
    throw new UserError(
      `The database ${host}${pathname} of DATABASE_URL does not answer (${reasonOf(cause)}): start it or correct DATABASE_URL, or unset it to use the embedded database.`,
      { cause },
    );
  } finally {
    await client.end().catch(() => {});
  }
  return databaseUrl;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ((error as NodeJS.ErrnoException).code ?? error.name);
}
