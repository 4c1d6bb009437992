import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { signIn } from "./support/sign-in.ts";

const PUBLIC = ["/", "/sign-in", "/no-such-page"];
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

    test("public pages break no accessibility rule", async ({ page }) => {
      for (const path of PUBLIC) {
        await page.goto(path);
        await expectAccessible(page);
      }
    });

    test("signed-in pages break no accessibility rule", async ({ page }) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      await signIn(page, "owner@demo.test");
      for (const path of SIGNED_IN) {
        await page.goto(path);
        await expectAccessible(page);
      }
      await page.goto("/deals");
      await page.locator("tbody a").first().click();
      await page.waitForURL(/\/deals\/c/);
      await expectAccessible(page);
      await page.goto(`${page.url()}/edit`);
      await expectAccessible(page);
      expect(errors).toEqual([]);
    });
  });
}
