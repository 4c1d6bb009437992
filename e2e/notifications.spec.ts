import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { type DemoEmail, signIn } from "./support/sign-in.ts";

/** Opens a browser of its own for a person of the demo. */
async function browserOf(browser: Browser, email: DemoEmail, path?: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, email, path);
  return page;
}

/** Has the person on that page create a deal of the team, assigned to somebody. */
async function createDeal(page: Page, name: string, assigneeId?: string): Promise<string> {
  const answer = await page.request.post("/api/deals", {
    headers: { origin: new URL(page.url()).origin },
    data: { name, teamId: "team_demo_northwind", ...(assigneeId ? { assigneeId } : {}) },
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()).deal.id;
}

const named = (what: string) => `${what} ${Date.now()}`;

test("somebody who is given a deal hears of it, opens it from there, and has read it", async ({
  browser,
}) => {
  const owner = await browserOf(browser, "owner@demo.test");
  const member = await browserOf(browser, "member@demo.test");
  const name = named("Handed over");
  const id = await createDeal(owner, name, "user_demo_member");
  await member.goto("/notifications");
  const row = member.getByRole("listitem").filter({ hasText: `${name} is assigned to you` });
  await expect(row).toContainText("Unread.");
  await expect(member.getByRole("link", { name: /^Notifications.*unread$/ }).first()).toBeVisible();
  await expectAccessible(member);
  await row.getByRole("link").click();
  await member.waitForURL(`/deals/${id}`);
  await expect(member.getByRole("heading", { level: 1 })).toHaveText(name);
  await member.goto("/notifications");
  await expect(row).toBeVisible();
  await expect(row).not.toContainText("Unread.");
  await member.goto("/notifications?unread=1");
  await expect(row).toBeHidden();
});

test("notifications are marked as read and unread, one by one and all at once", async ({
  browser,
}) => {
  const owner = await browserOf(browser, "owner@demo.test");
  const name = named("Marked");
  await createDeal(owner, name, "user_demo_admin");
  const admin = await browserOf(browser, "admin@demo.test", "/notifications");
  const row = admin.getByRole("listitem").filter({ hasText: name });
  await row.getByRole("button", { name: "Mark read" }).click();
  await expect(row).not.toContainText("Unread.");
  await row.getByRole("button", { name: "Mark unread" }).click();
  await expect(row).toContainText("Unread.");
  await admin.getByRole("button", { name: "Mark all as read" }).click();
  await expect(row).not.toContainText("Unread.");
  await admin.goto("/notifications?kind=webhook_disabled&unread=1");
  await expect(admin.getByText("No notification matches these filters")).toBeVisible();
  await admin.getByRole("link", { name: "Clear filters" }).click();
  await expect(row).toBeVisible();
});

test("a link to a notification of somebody else leads to one's own list", async ({ page }) => {
  await signIn(page, "outsider@demo.test");
  await page.goto("/notifications/not-mine");
  await page.waitForURL("/notifications");
});

test("what one hears is chosen by kind and channel, and the next digest is named", async ({
  page,
}) => {
  await signIn(page, "outsider@demo.test", "/settings/notifications");
  await page.getByLabel("Stage change, e-mail").check();
  await page.getByLabel("All deals of the teams I lead").check();
  await page.getByLabel("How often").selectOption("weekly");
  await page.getByLabel("On", { exact: true }).selectOption("5");
  await page.getByLabel("At", { exact: true }).selectOption("7");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await expect(page.getByText(/The next one comes Fri .*07:00/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Stage change, e-mail")).toBeChecked();
  await expect(page.getByLabel("All deals of the teams I lead")).toBeChecked();
  await page.getByLabel("How often").selectOption("off");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No digest is sent.")).toBeVisible();
});

test("a deal is snoozed with a reason that colleagues see, and woken", async ({ browser }) => {
  const owner = await browserOf(browser, "owner@demo.test");
  const id = await createDeal(owner, named("Asleep"));
  await owner.goto(`/deals/${id}`);
  await owner.getByRole("button", { name: "Snooze", exact: true }).click();
  const dialog = owner.getByRole("dialog", { name: "Snooze this deal" });
  await expectAccessible(owner);
  await dialog.getByLabel("Because").fill("Their buyer is on leave");
  await dialog.getByRole("button", { name: "Snooze" }).click();
  await expect(dialog).toBeHidden();
  const viewer = await browserOf(browser, "viewer@demo.test", `/deals/${id}`);
  await expect(viewer.getByText(/Snoozed until .*: Their buyer is on leave/)).toBeVisible();
  await expect(viewer.getByRole("button", { name: "Wake" })).toBeHidden();
  await owner.getByRole("button", { name: "Wake" }).click();
  await expect(owner.getByText(/Snoozed until/)).toBeHidden();
});
