// Plain JavaScript for Node 20 and nothing installed: this is what runs first on a new machine.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { watchParent } from "./watch-parent.mjs";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const modules = join(root, "node_modules");
const node = join(modules, ".bin/node");
const stamp = join(modules, ".sentinel-install");
const INSTALLING = "installing";

// Measured: 1.2 GB of packages, 0.3 GB for a build and the database.
const NEEDED_BYTES = 2e9;

/**
 * Installs what the lock file names unless that was done, then runs the script with the project's
 * own Node and ends as it ends. A wish to stop goes to the program that runs at that moment.
 *
 * @param {string} script path below the checkout
 */
export async function launch(script) {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let current;
  let isInstalling = false;
  let isStopping = false;
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    isStopping = true;
    // npm goes on after a polite request; what it leaves is cleared away by the next start.
    current?.kill(isInstalling ? "SIGKILL" : signal);
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => stop(signal));
  }
  watchParent(() => stop("SIGTERM"));
  try {
    if (needsInstall()) {
      prepareInstall();
      process.stdout.write("Installing the dependencies (a minute or two, once) …\n");
      isInstalling = true;
      await install((child) => {
        current = child;
      });
      isInstalling = false;
    }
  } catch (error) {
    if (!isStopping) process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
  if (isStopping) process.exit(1);
  // In a process group of its own: Ctrl-C reaches the script once, from here, and it stops its
  // parts in order. When this process is killed, the closed channel tells it.
  current = spawn(node, [join(root, script), ...process.argv.slice(2)], {
    cwd: root,
    detached: true,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${join(modules, ".bin")}${delimiter}${process.env.PATH}` },
  });
  current.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGKILL" ? 137 : 1)));
}

function needsInstall() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    throw new Error(`Node ${process.versions.node} is too old: install Node 20 or later.`);
  }
  return !existsSync(node) || readStamp() !== wantedStamp();
}

function readStamp() {
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : null;
}

function wantedStamp() {
  return createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(readFileSync(join(root, "package.json")))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");
}

function prepareInstall() {
  assertWritable(existsSync(modules) ? modules : root);
  // npm takes a package that it was writing when it was stopped for a whole one, so what an
  // interrupted install left goes. npm's own record is the last thing that it writes.
  if (readStamp() === INSTALLING || !existsSync(join(modules, ".package-lock.json"))) {
    empty(modules);
    assertSpace();
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, INSTALLING);
}

/** @param {(child: import("node:child_process").ChildProcess) => void} onStart */
async function install(onStart) {
  // Not `npm ci`: it refuses a lock file when the registry lacks packages for other platforms.
  const child = spawn(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, PATH: pathWithoutOwnPrograms(), NODE_ENV: "development" },
    },
  );
  onStart(child);
  let messages = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    messages = (messages + text).slice(-4_000);
  });
  const status = await new Promise((done, fail) => {
    child.once("close", done);
    child.once("error", () =>
      fail(new Error("npm was not found: install Node 20 or later together with npm.")),
    );
  });
  if (status !== 0 || !existsSync(node)) {
    throw new Error(
      `The dependencies could not be installed: see npm's message, mend the cause and start again (an interrupted install is completed).\n${messages.trim()}`,
    );
  }
  writeFileSync(stamp, wantedStamp());
}

/** The Node being installed must not be the one that installs it: it may be half there. */
function pathWithoutOwnPrograms() {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => resolve(folder) !== join(modules, ".bin"))
    .join(delimiter);
}

/**
 * The folder itself stays: it may be a mounted volume.
 *
 * @param {string} folder
 */
function empty(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
}

/** @param {string} folder */
function assertWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Error(`The folder ${folder} cannot be written: make it yours (chown) or clone anew.`);
  }
}

function assertSpace() {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new Error(
      `There is too little room on the disk of ${root}: ${(NEEDED_BYTES / 1e9).toFixed(0)} GB are needed, ${((bavail * bsize) / 1e9).toFixed(1)} GB are free.`,
    );
  }
}
