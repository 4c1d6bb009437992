// Plain JavaScript for Node 20 and nothing installed: this is what runs first on a new machine.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
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

// Measured: 1.2 GB of packages, 0.3 GB for a build and the database.
const NEEDED_BYTES = 2e9;

/**
 * Installs what the lock file names unless that was done, then runs the script with the project's
 * own Node and ends as it ends.
 *
 * @param {string} script path below the checkout
 */
export function launch(script) {
  try {
    install();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
  // In a process group of its own: Ctrl-C reaches the script once, from here, and it stops its
  // parts in order. When this process is killed, the closed channel tells it.
  const child = spawn(node, [join(root, script), ...process.argv.slice(2)], {
    cwd: root,
    detached: true,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${join(modules, ".bin")}${delimiter}${process.env.PATH}` },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => child.kill(signal));
  }
  watchParent(() => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGKILL" ? 137 : 1)));
}

function install() {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    throw new Error(`Node ${process.versions.node} is too old: install Node 20 or later.`);
  }
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .update(readFileSync(join(root, "package.json")))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex");
  const isWhole = existsSync(node) && existsSync(stamp);
  if (isWhole && readFileSync(stamp, "utf8") === wanted) return;

  assertWritable(existsSync(modules) ? modules : root);
  if (!existsSync(modules)) assertSpace();
  process.stdout.write("Installing the dependencies (a minute or two, once) …\n");
  rmSync(stamp, { force: true });
  // Not `npm ci`: it refuses a lock file when the registry lacks packages for other platforms.
  const { status, error, stderr } = spawnSync(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
      maxBuffer: 1e8,
      env: { ...process.env, PATH: pathWithoutOwnPrograms(), NODE_ENV: "development" },
    },
  );
  if (error) throw new Error("npm was not found: install Node 20 or later together with npm.");
  if (status !== 0 || !existsSync(node)) {
    throw new Error(
      `The dependencies could not be installed: see npm's message, mend the cause and start again (an interrupted install is completed).\n${stderr.trim()}`,
    );
  }
  writeFileSync(stamp, wanted);
}

/** The Node being installed must not be the one that installs it: it may be half there. */
function pathWithoutOwnPrograms() {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => resolve(folder) !== join(modules, ".bin"))
    .join(delimiter);
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
