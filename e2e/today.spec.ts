import { expect, test } from "@playwright/test";
import { signIn } from "./support/sign-in.ts";

test("the day begins with the deals that need attention, each with its reason and what to do", async ({
  page,
}) => {
  await signIn(page, "owner@demo.test");
  const worklist = page.getByRole("region", { name: "What needs attention" });
  const first = worklist.getByRole("listitem").first();
  await expect(first).toContainText(/\d/);
  await expect(first.getByRole("link").first()).toBeVisible();
  for (const figure of [
    "Open pipeline",
    "Value at risk",
    "Slipping this month",
    "Won this month",
  ]) {
    await page.goto("/dashboard");
    await page.getByRole("link", { name: figure }).click();
    await page.waitForURL(/\/deals/);
    await expect(page.getByRole("heading", { level: 1, name: "Deals" })).toBeVisible();
  }
});

test("the whole way to a logged call works by keyboard alone", async ({ page }) => {
  await signIn(page, "owner@demo.test");
  await page.reload();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /skip/i })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
  const action = page
    .getByRole("region", { name: "What needs attention" })
    .getByRole("link")
    .first();
  await action.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/deals\/c/);
  await page.getByLabel("Note (optional)").focus();
  await page.keyboard.type("Called by keyboard");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("Called by keyboard");
});
