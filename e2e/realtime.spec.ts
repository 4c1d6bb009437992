import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { signIn } from "./support/sign-in.ts";

/** Another person in a browser of their own. */
async function somebody(browser: Browser, email: "owner@demo.test" | "member@demo.test") {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, email);
  return page;
}

/** A deal of the demo, made for this test alone. */
async function makeDeal(page: Page, name: string): Promise<{ id: string; version: number }> {
  const me = await (await page.request.get("/api/auth/me")).json();
  const answer = await page.request.post("/api/deals", {
    data: { name, teamId: me.teams[0].id },
    headers: { origin: new URL(page.url()).origin },
  });
  return (await answer.json()).deal;
}

const move = (page: Page, id: string, stage: string) =>
  page.request.patch(`/api/deals/${id}`, {
    data: { stage },
    headers: { origin: new URL(page.url()).origin },
  });

/** The page's one stream has begun. */
const connected = (page: Page) =>
  page.waitForResponse((response) => response.url().includes("/api/events"));

test("a stage that a colleague moves is seen by itself, without a reload", async ({ browser }) => {
  const owner = await somebody(browser, "owner@demo.test");
  const member = await somebody(browser, "member@demo.test");
  const { id } = await makeDeal(owner, `Live ${Date.now()}`);
  const stream = connected(member);
  await member.goto(`/deals/${id}`);
  await stream;
  const stages = member.getByRole("form", { name: "Stage" });
  const current = stages.locator('[aria-current="step"]');
  await expect(current).toHaveText("Discovery");
  await member.evaluate(() => Object.assign(window, { notReloaded: true }));
  expect((await move(owner, id, "proposal")).status()).toBe(200);
  // How soon is what `npm run bench` measures: a machine that runs two browsers says little about it.
  await expect(current).toHaveText("Proposal");
  expect(await member.evaluate(() => "notReloaded" in window)).toBe(true);
});

test("whoever is typing is told that there is something new, and keeps what they typed", async ({
  browser,
}) => {
  const owner = await somebody(browser, "owner@demo.test");
  const member = await somebody(browser, "member@demo.test");
  const { id } = await makeDeal(owner, `Typed ${Date.now()}`);
  const stream = connected(member);
  await member.goto(`/deals/${id}`);
  await stream;
  const note = member.getByLabel("Note (optional)");
  await note.fill("In the middle of a sentence");
  await move(owner, id, "proposal");
  const line = member.getByRole("status").filter({ hasText: "Updated just now" });
  await expect(line).toBeVisible();
  await expectAccessible(member);
  await line.getByRole("button", { name: "Show" }).click();
  await expect(line).toBeHidden();
  await expect(note).toHaveValue("In the middle of a sentence");
});

test("a stream that cannot be had is said, and replaced by asking", async ({ page }) => {
  await page.route("**/api/events*", (route) => route.fulfill({ status: 503, body: "" }));
  await signIn(page, "owner@demo.test");
  await expect(page.getByText("Live updates paused; checking every 20 s")).toBeVisible();
  await page.unroute("**/api/events*");
  await expect(page.getByText("Live updates paused")).toBeHidden({ timeout: 45_000 });
});
