import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.ts";
import { root } from "./paths.ts";
import { requireTool, type ToolOptions } from "./tool.ts";

/** Everything a production build depends on. */
const INPUTS = [
  "src",
  "public",
  "prisma/schema",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.next.json",
  "package.json",
  "package-lock.json",
  ".env",
  ".env.local",
  ".env.production",
  ".env.production.local",
];

export type BuildOptions = ToolOptions & {
  /** Below the checkout; another folder leaves the build that a running server uses alone. */
  folder?: string;
  /** Build although nothing has changed. */
  isForced?: boolean;
};

/** Makes the production build unless the one that is there has the same inputs; true when it built. */
export async function buildApp({
  folder = ".next",
  isForced = false,
  env = {},
  ...options
}: BuildOptions): Promise<boolean> {
  const stamp = join(root, folder, "sentinel-inputs");
  const wanted = await fingerprint(root, INPUTS, publicSettings({ ...process.env, ...env }));
  if (!isForced && (await readFile(stamp, "utf8").catch(() => "")) === wanted) return false;
  await rm(stamp, { force: true });
  await requireTool("The production build", "next", ["build"], {
    ...options,
    env: { ...env, NODE_ENV: "production", ...distFolder(folder) },
  });
  await writeFile(stamp, wanted);
  return true;
}

/** What `next.config.ts` reads to build into, or serve from, another folder. */
export function distFolder(folder: string): Record<string, string> {
  return folder === ".next" ? {} : { NEXT_DIST_DIR: folder };
}

/** Variables that a build copies into its output. */
function publicSettings(env: Record<string, string | undefined>): string[] {
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith("NEXT_PUBLIC_") && value && name !== APP_URL)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
}

// Read by the server when it starts, never by the browser.
const APP_URL = "NEXT_PUBLIC_APP_URL";
