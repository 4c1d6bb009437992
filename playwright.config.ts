import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { defineConfig, devices } from "@playwright/test";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";
const launchOptions = {
  ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
  // Chromium's sandbox refuses to run as root, as in most containers.
  args: userInfo().uid === 0 ? ["--no-sandbox"] : [],
};

/** Run by `npm run test:e2e`, which starts the server and says where it is. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // Generous, because machines that test share their cores: a test waits for conditions, not for time.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: process.env.E2E_REPORT
    ? [["line"], ["json", { outputFile: process.env.E2E_REPORT }]]
    : [["list"]],
  use: {
    baseURL: process.env.E2E_BASE_URL ?? "http://localhost:3000",
    launchOptions,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "desktop",
      testIgnore: "**/*.phone.spec.ts",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    { name: "phone", testMatch: "**/*.phone.spec.ts", use: { ...devices["Pixel 7"] } },
  ],
});
