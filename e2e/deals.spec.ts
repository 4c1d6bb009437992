import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./support/sign-in.ts";

async function createDeal(page: Page, name: string): Promise<string> {
  await page.goto("/deals/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Value").fill("48000");
  await page.getByRole("button", { name: /create|save/i }).click();
  await page.waitForURL(/\/deals\/c[a-z0-9]+$/);
  return new URL(page.url()).pathname;
}

test("a new deal is scored at once, and answers when contact is logged and the stage moves", async ({
  page,
}) => {
  await signIn(page, "owner@demo.test");
  const path = await createDeal(page, "Browser test: lighthouse rollout");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Browser test: lighthouse rollout",
  );
  await expect(page.getByRole("region", { name: "Risk", exact: true })).toContainText("Low");
  await page.getByLabel("Note (optional)").fill("They want the pilot in March");
  await page.getByRole("button", { name: "Log touchpoint" }).click();
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText(
    "They want the pilot in March",
  );
  await page.getByRole("button", { name: "Move to Proposal" }).click();
  await expect(page.getByRole("button", { name: "Proposal" })).toHaveAttribute(
    "aria-current",
    "step",
  );
  await page.reload();
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("Proposal");
  await page.goto(`${path}/edit`);
  await page.getByLabel("Name", { exact: true }).fill("Browser test: renamed");
  await page.getByRole("button", { name: /save/i }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Browser test: renamed");
});

test("a form that is not right says which field and keeps what was typed", async ({ page }) => {
  await signIn(page, "owner@demo.test", "/deals/new");
  await page.getByLabel("Name", { exact: true }).fill("Half done");
  await page.getByLabel("Value").fill("twelve");
  await page.getByRole("button", { name: /create|save/i }).click();
  await expect(page.getByLabel("Value")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Half done");
  await expect(page.getByLabel("Value")).toHaveValue("twelve");
});

test("the second of two editors is told, and nothing of the first one's work is lost", async ({
  browser,
}) => {
  const [first, second] = await Promise.all([browser.newPage(), browser.newPage()]);
  await signIn(first, "owner@demo.test");
  const path = await createDeal(first, "Browser test: two editors");
  await signIn(second, "admin@demo.test", `${path}/edit`);
  await first.goto(`${path}/edit`);
  await first.getByLabel("Company (optional)", { exact: true }).fill("First AG");
  await first.getByRole("button", { name: /save/i }).click();
  await first.waitForURL((url) => url.pathname === path);
  await expect(second.getByText("This deal has changed since you opened it")).toBeVisible();
  await second.getByLabel("Company (optional)", { exact: true }).fill("Second AG");
  await second.getByRole("button", { name: /save/i }).click();
  await expect(second.getByText(/Somebody saved this deal after you opened it/)).toBeVisible();
  await first.reload();
  await expect(first.getByText("First AG").first()).toBeVisible();
});

test("the list narrows by its filters, keeps them in the address and pages on", async ({
  page,
}) => {
  await signIn(page, "member@demo.test", "/deals");
  const all = page.getByRole("row");
  await expect(all.first()).toBeVisible();
  await page.getByText("High", { exact: true }).first().click();
  await expect(page).toHaveURL(/band=high/);
  await expect(page.getByText("Clear filters")).toBeVisible();
  await page.getByRole("link", { name: "Value" }).click();
  await expect(page).toHaveURL(/sort=value/);
  await expect(page).toHaveURL(/band=high/);
  await page.goto("/deals?status=all");
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await page.getByRole("link", { name: "First page" }).click();
  await expect(page).not.toHaveURL(/cursor=/);
  await page.goto("/deals?q=no-deal-has-this-name");
  await expect(page.getByText("No deal matches these filters")).toBeVisible();
});

test("a viewer sees deals but no way to change them", async ({ page }) => {
  await signIn(page, "viewer@demo.test", "/deals");
  await expect(page.getByRole("link", { name: "New deal" })).toHaveCount(0);
  await page.locator("tbody a").first().click();
  await page.waitForURL(/\/deals\/c/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Log touchpoint" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Move to/ })).toHaveCount(0);
});

test("somebody from another company finds nothing of this one", async ({ browser }) => {
  const [owner, outsider] = await Promise.all([browser.newPage(), browser.newPage()]);
  await signIn(owner, "owner@demo.test", "/deals");
  const link = owner.locator("tbody a").first();
  const name = (await link.textContent()) ?? "";
  const path = (await link.getAttribute("href")) ?? "";
  await signIn(outsider, "outsider@demo.test", "/deals");
  await expect(outsider.getByText(name, { exact: true })).toHaveCount(0);
  for (const address of [path, `${path}/edit`]) {
    expect((await outsider.goto(address))?.status()).toBe(404);
    await expect(outsider.getByText(name)).toHaveCount(0);
  }
  for (const address of [`/api${path}`, `/api${path}/events`, `/api${path}/risk`]) {
    expect((await outsider.request.get(address)).status()).toBe(404);
  }
  const found = await outsider.request.get(`/api/deals/search?q=${encodeURIComponent(name)}`);
  expect((await found.json()).deals).toEqual([]);
});
