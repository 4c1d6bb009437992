import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { dataFolder } from "./paths.ts";

/**
 * The secret that signs demo sessions and tokens on this checkout: made once, readable by its owner
 * only, kept so that a session outlives a restart.
 */
export async function readDemoSecret(path = join(dataFolder, "secret")): Promise<string> {
  const kept = await readFile(path, "utf8").catch(() => "");
  if (kept.trim().length >= 32) return kept.trim();
  const secret = randomBytes(32).toString("base64url");
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${secret}\n`, { mode: 0o600 });
  return secret;
}
