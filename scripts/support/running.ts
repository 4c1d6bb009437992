import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { dataFolder } from "./paths.ts";

const runningSchema = z.object({
  /** The script's name: "demo", "dev", or a command that uses the embedded database for a moment. */
  command: z.string().regex(/^[a-z-]+$/),
  pid: z.int().positive(),
  /** Null for a command that serves nothing. */
  port: z.int().positive().nullable(),
  /** Null until the database is up. */
  databaseUrl: z.string().nullable(),
});

/** What runs on this checkout, as `.data/demo.json` records it. */
export type Running = z.infer<typeof runningSchema>;

const recordPath = join(dataFolder, "demo.json");

/** The server that runs on this checkout now, or null; a record left by a killed one counts as none. */
export async function readRunning(path = recordPath): Promise<Running | null> {
  const content = await readFile(path, "utf8").catch(() => null);
  if (content === null) return null;
  try {
    const running = runningSchema.parse(JSON.parse(content));
    return (await isCommand(running)) ? running : null;
  } catch {
    return null;
  }
}

/**
 * Claims this checkout for the calling process. Returns null, or the server that holds it already:
 * of two that start at once, one gets it.
 */
export async function claimRunning(running: Running, path = recordPath): Promise<Running | null> {
  await mkdir(dirname(path), { recursive: true });
  const holder = await readRunning(path);
  if (holder) return holder;
  await rm(path, { force: true });
  try {
    await writeFile(path, JSON.stringify(running), { flag: "wx", mode: 0o600 });
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return await readRunning(path);
  }
}

export async function updateRunning(running: Running, path = recordPath): Promise<void> {
  await writeFile(path, JSON.stringify(running), { mode: 0o600 });
}

export async function releaseRunning(path = recordPath): Promise<void> {
  await rm(path, { force: true });
}

/** Whether the process is alive and still the recorded command: process ids are used again. */
async function isCommand({ pid, command }: Running): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return commandLine === null || commandLine.includes(`scripts/${command}.ts`);
}
