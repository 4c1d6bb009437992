import { access } from "node:fs/promises";
import { userInfo } from "node:os";
import { chromium } from "@playwright/test";
import { requireTool } from "./tool.ts";

/** Makes sure that there is a Chromium: Debian's own as root, else Playwright's below the home. */
export async function requireBrowser(signal: AbortSignal): Promise<void> {
  if (await isThere("/usr/bin/chromium")) return;
  if (userInfo().uid === 0 && (await isThere("/usr/bin/apt-get"))) {
    const options = { signal, env: { DEBIAN_FRONTEND: "noninteractive" } };
    await requireTool("Reading Debian's package lists", "apt-get", ["update", "-q"], options);
    const install = ["install", "-y", "-q", "--no-install-recommends", "chromium"];
    await requireTool("Installing Chromium", "apt-get", install, options);
    return;
  }
  if (await isThere(chromium.executablePath())) return;
  await requireTool("Installing Chromium", "playwright", ["install", "chromium"], { signal });
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
