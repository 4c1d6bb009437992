import { access } from "node:fs/promises";
import { userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { requireTool } from "./tool.ts";

/** Whether packages of Debian can be installed here. */
export async function canInstallPackages(): Promise<boolean> {
  return userInfo().uid === 0 && (await isThere("/usr/bin/apt-get"));
}

/** @throws UserError with the end of apt's output. */
export async function installPackage(name: string, signal: AbortSignal): Promise<void> {
  const options = { signal, env: { DEBIAN_FRONTEND: "noninteractive" } };
  await requireTool("Reading Debian's package lists", "apt-get", ["update", "-q"], options);
  const install = ["install", "-y", "-q", "--no-install-recommends", name];
  await requireTool(`Installing ${name}`, "apt-get", install, options);
}

/** Whether a program is found by its name. */
export async function isOnPath(program: string): Promise<boolean> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const found = await Promise.all(folders.map((folder) => isThere(join(folder, program))));
  return found.includes(true);
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
