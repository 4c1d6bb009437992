import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { distFolder } from "./build-app.ts";
import type { Command } from "./command.ts";
import { root } from "./paths.ts";
import { endGroup, startTool } from "./tool.ts";
import { UserError } from "./user-error.ts";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

export type ServeOptions = {
  mode: "start" | "dev";
  host: string;
  port: number;
  env: Record<string, string | undefined>;
  folder?: string;
};

export type RunningApp = {
  /** Settles when the server has ended, with the end of its output. */
  ended: Promise<string>;
};

/**
 * Starts the web server and waits until `/api/health` answers. It is stopped at the end of the
 * command, before the database (which was registered earlier).
 *
 * @throws UserError with the server's last words when it does not come up.
 */
export async function serveApp(command: Command, options: ServeOptions): Promise<RunningApp> {
  const { mode, host, port, env, folder = ".next" } = options;
  const child = startTool(
    process.execPath,
    [
      "--import",
      join(root, "scripts/support/end-with-parent.ts"),
      join(root, "node_modules/next/dist/bin/next"),
      ...[mode, "-H", host, "-p", String(port)],
    ],
    {
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...env, ...distFolder(folder), PORT: String(port) },
    },
  );
  command.onEnd(() => stopApp(child));
  let isUp = mode === "dev";
  let tail = "";
  for (const [stream, terminal] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      tail = (tail + text).slice(-4_000);
      if (isUp) terminal.write(text);
    });
  }
  const ended = new Promise<string>((done) => child.once("close", () => done(tail.trim())));
  await Promise.race([
    waitUntilHealthy(`http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/api/health`),
    ended.then((text) => {
      throw new UserError(`The server ended while it was starting:\n${text}`);
    }),
  ]).catch((error) => {
    throw error instanceof UserError ? error : new UserError(`${error}\n${tail.trim()}`);
  });
  isUp = true;
  return { ended };
}

async function waitUntilHealthy(url: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  let last = "no answer";
  while (performance.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
      if (response.ok) return;
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch {
      // Not listening yet.
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new UserError(`The server is not healthy after ${START_TIMEOUT_MS / 1000} s: ${last}`);
}

async function stopApp(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const lastResort = setTimeout(() => endGroup(child, "SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(lastResort);
}
