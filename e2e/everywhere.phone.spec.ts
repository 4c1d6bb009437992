import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { SETTINGS } from "./support/settings.ts";
import { signIn } from "./support/sign-in.ts";

test("no page is wider than the phone, and each can be used there", async ({ page }) => {
  test.slow();
  const fits = async () => {
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, page.url()).toBeLessThanOrEqual(0);
  };
  for (const path of ["/", "/docs", "/docs/developers", "/docs/integrations"]) {
    await page.goto(path);
    await fits();
  }
  await signIn(page, "owner@demo.test");
  const pages = ["/dashboard", "/deals", "/deals/new", "/deals/import", "/notifications"];
  for (const path of [...pages, ...SETTINGS]) {
    await page.goto(path);
    await fits();
    await expectAccessible(page);
  }
  await page.goto("/deals");
  await page.locator("tbody a").first().click();
  await page.waitForURL(/\/deals\/c/);
  await fits();
  await expectAccessible(page);
});
