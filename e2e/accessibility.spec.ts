import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { SETTINGS } from "./support/settings.ts";
import { signIn } from "./support/sign-in.ts";

const PUBLIC = ["/", "/sign-in", "/docs", "/docs/developers", "/docs/api"];
const SIGNED_IN = [
  "/dashboard",
  "/deals",
  "/deals?q=nothing-has-this",
  "/deals/new",
  "/deals/import",
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("public pages break no accessibility rule and log no error", async ({ page }) => {
      const errors = collectErrors(page);
      for (const path of PUBLIC) {
        await page.goto(path);
        await expectAccessible(page);
      }
      await page.goto("/no-such-page");
      await expectAccessible(page);
      // The browser's own line about the page that is not there.
      expect(errors.filter((error) => !error.includes("404"))).toEqual([]);
    });

    for (const path of SIGNED_IN) {
      test(`${path} breaks no accessibility rule and logs no error`, async ({ page }) => {
        const errors = collectErrors(page);
        await signIn(page, "owner@demo.test", path);
        await expectAccessible(page);
        expect(errors).toEqual([]);
      });
    }

    test("notifications and the settings break no accessibility rule and log no error", async ({
      page,
    }) => {
      test.slow();
      const errors = collectErrors(page);
      await signIn(page, "owner@demo.test");
      for (const path of ["/notifications", ...SETTINGS]) {
        await page.goto(path);
        await expectAccessible(page);
      }
      expect(errors).toEqual([]);
    });

    test("a workspace without a deal breaks no accessibility rule", async ({ page }) => {
      await signIn(page, "viewer@demo.test");
      await page.getByRole("button", { name: /change workspace/ }).click();
      await page.getByRole("button", { name: "Personal", exact: true }).click();
      await expect(page.getByText("No deals yet")).toBeVisible();
      await expectAccessible(page);
    });

    test("a deal and its form break no accessibility rule and log no error", async ({ page }) => {
      const errors = collectErrors(page);
      await signIn(page, "owner@demo.test", "/deals");
      await page.locator("tbody a").first().click();
      await page.waitForURL(/\/deals\/c/);
      await expectAccessible(page);
      await page.goto(`${page.url()}/edit`);
      await expectAccessible(page);
      expect(errors).toEqual([]);
    });
  });
}

/** What the browser complains about: exceptions, failed loads, refused scripts, broken hydration. */
function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}
