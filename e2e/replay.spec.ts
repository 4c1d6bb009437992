import { expect, test } from "@playwright/test";
import { signIn } from "./support/sign-in.ts";

test("a deal's score can be rewound by keyboard, compared with now, and its way back tried", async ({
  page,
}) => {
  await signIn(page, "owner@demo.test");
  await page.goto("/deals?band=high");
  await page.locator("tbody").getByRole("link").first().click();
  await page.waitForURL(/\/deals\/c[a-z0-9]+$/);

  const slider = page.getByRole("slider", { name: "Rewind the score" });
  await expect(slider).toHaveAttribute("aria-valuetext", /^now: High, 0\.\d\d$/);
  await slider.focus();
  await page.keyboard.press("PageDown");
  await expect(slider).toHaveAttribute("aria-valuetext", /\d{4}.*: (Low|Medium|High), \d\.\d\d$/);
  const then = await slider.getAttribute("aria-valuetext");
  await page.getByRole("button", { name: "Compare with now" }).click();
  await page.waitForURL(/\?at=\d+/);
  // The server says of that moment what the browser said.
  await expect(slider).toHaveAttribute("aria-valuetext", then ?? "");
  await expect(page.getByRole("region", { name: "Why it moved" })).toContainText("Score");

  const wayBack = page.getByRole("region", { name: "The way back" });
  const before = await wayBack.getByRole("status").textContent();
  await wayBack.getByRole("checkbox").first().click();
  await expect(wayBack.getByRole("status")).not.toHaveText(before ?? "");
});
