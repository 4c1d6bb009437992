import { chromium } from "@playwright/test";
import { canInstallPackages, installPackage, isThere } from "./debian.ts";
import { requireTool } from "./tool.ts";

/** Makes sure that there is a Chromium: Debian's own as root, else Playwright's below the home. */
export async function requireBrowser(signal: AbortSignal): Promise<void> {
  if (await isThere("/usr/bin/chromium")) return;
  if (await canInstallPackages()) {
    await installPackage("chromium", signal);
    return;
  }
  if (await isThere(chromium.executablePath())) return;
  await requireTool("Installing Chromium", "playwright", ["install", "chromium"], { signal });
}
