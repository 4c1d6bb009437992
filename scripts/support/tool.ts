import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "./paths.ts";
import { UserError } from "./user-error.ts";

export type ToolOptions = {
  env?: Record<string, string | undefined>;
  /** "inherit" shows the output as it comes; "collect" keeps it for a failure's report. */
  output?: "inherit" | "collect";
  signal?: AbortSignal;
};

export type ToolResult = { code: number; output: string };

const programs = join(root, "node_modules/.bin");

/** Starts a program of node_modules/.bin, or of the system, in the checkout with the project's Node. */
export function startTool(
  name: string,
  args: readonly string[],
  options: Omit<SpawnOptions, "env"> & { env?: Record<string, string | undefined> } = {},
): ChildProcess {
  return spawn(name, args, {
    cwd: root,
    ...options,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      ...options.env,
      PATH: `${programs}${delimiter}${process.env.PATH}`,
    } as NodeJS.ProcessEnv,
  });
}

/** Runs a program to its end; its group is ended with it when the signal aborts. */
export async function runTool(
  name: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<ToolResult> {
  const isCollected = options.output !== "inherit";
  const child = startTool(name, args, {
    detached: true,
    stdio: [
      "ignore",
      ...(isCollected ? (["pipe", "pipe"] as const) : (["inherit", "inherit"] as const)),
    ],
    env: options.env ?? {},
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const stop = () => endGroup(child, "SIGTERM");
  options.signal?.addEventListener("abort", stop, { once: true });
  try {
    const code = await new Promise<number>((done, fail) => {
      child.once("error", fail);
      child.once("close", (status) => done(status ?? 1));
    });
    return { code, output };
  } finally {
    options.signal?.removeEventListener("abort", stop);
  }
}

/**
 * Runs a program that has to succeed.
 *
 * @throws UserError with what failed and the end of its output.
 */
export async function requireTool(
  what: string,
  name: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<void> {
  const { code, output } = await runTool(name, args, options);
  if (code !== 0) {
    throw new UserError(`${what} failed.\n${output.trim().split("\n").slice(-40).join("\n")}`);
  }
}

/** Ends a detached child and everything it started. */
export function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
