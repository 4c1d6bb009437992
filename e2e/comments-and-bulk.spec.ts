import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { signIn } from "./support/sign-in.ts";

async function createDeal(page: Page, name: string): Promise<string> {
  await page.goto("/deals/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create deal" }).click();
  await page.waitForURL(/\/deals\/c[a-z0-9]+$/);
  return new URL(page.url()).pathname;
}

const boxOf = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}` });
const message = (page: Page) => page.getByRole("region", { name: "Message" });

test("selected deals are moved, moved back, deleted and restored together", async ({ page }) => {
  await signIn(page, "owner@demo.test");
  const names = ["Bulk test: first", "Bulk test: second", "Bulk test: third"];
  for (const name of names) await createDeal(page, name);
  await page.goto("/deals?q=Bulk+test&status=all&sort=name");

  await boxOf(page, "Bulk test: first").check();
  await boxOf(page, "Bulk test: third").click({ modifiers: ["Shift"] });
  await expect(boxOf(page, "Bulk test: second")).toBeChecked();
  const bar = page.getByRole("region", { name: "Selected deals" });
  await expect(bar).toContainText("3 selected");
  await expectAccessible(page);

  await bar.getByRole("button", { name: "Move…" }).click();
  await page.getByLabel("Move to").selectOption("negotiation");
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await expect(message(page)).toContainText("Moved 3 deals to Negotiation.");
  await expect(page.getByRole("row").filter({ hasText: "Bulk test" }).first()).toContainText(
    "Negotiation",
  );
  await message(page).getByRole("button", { name: "Move back" }).click();
  await expect(message(page)).toContainText("Moved 3 deals to Discovery.");
  await expect(bar).toHaveCount(0);

  // Every row goes: the way back must not go with them.
  await page.getByRole("checkbox", { name: "Select all deals on this page" }).check();
  await bar.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(message(page)).toContainText("Deleted 3 deals.");
  await expect(boxOf(page, "Bulk test: first")).toHaveCount(0);
  await message(page).getByRole("button", { name: "Undo" }).click();
  await expect(message(page)).toContainText("Restored 3 deals.");
  await expect(boxOf(page, "Bulk test: first")).toBeVisible();
});

test("a selection is acted on and dropped by keyboard alone", async ({ page }) => {
  await signIn(page, "owner@demo.test", "/deals");
  const first = page.locator("input[data-deal]").first();
  await first.focus();
  await page.keyboard.press("Space");
  const bar = page.getByRole("region", { name: "Selected deals" });
  await expect(bar).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(bar.getByRole("button", { name: "Assign…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Assign 1 deal" })).toBeVisible();
  await page.keyboard.press("Escape");
  await first.focus();
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
});

test("a member is told which of the selected deals they may not change", async ({ page }) => {
  await signIn(page, "member@demo.test", "/deals");
  await page.getByRole("checkbox", { name: "Select all deals on this page" }).check();
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(message(page)).toContainText("You may delete only deals that you own.");
  await message(page).getByRole("button", { name: "Undo" }).click();
  await expect(message(page)).toContainText("Restored");
});

test("a viewer can select nothing and say nothing", async ({ page }) => {
  await signIn(page, "viewer@demo.test", "/deals");
  await expect(page.locator("tbody a").first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Select/ })).toHaveCount(0);
  await page.locator("tbody a").first().click();
  await page.waitForURL(/\/deals\/c/);
  await expect(page.getByRole("region", { name: "Comments" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Comment", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Assign", exact: true })).toHaveCount(0);
});

test("a deal that was deleted on its page comes back with one click", async ({ page }) => {
  await signIn(page, "owner@demo.test");
  const path = await createDeal(page, "Undo test: one deal");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete deal" }).click();
  await page.waitForURL((url) => url.pathname === "/deals");
  await expect(message(page)).toContainText("Deleted Undo test: one deal.");
  await message(page).getByRole("button", { name: "Undo" }).click();
  await page.waitForURL((url) => url.pathname === path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Undo test: one deal");
});

test("a comment names a colleague, is read by them, put into other words and deleted", async ({
  browser,
}) => {
  // A context each, without which axe cannot look at a page.
  const open = async () => (await browser.newContext()).newPage();
  const [author, reader] = await Promise.all([open(), open()]);
  await signIn(author, "member@demo.test", "/deals?owner=me");
  await author.locator("tbody a").first().click();
  await author.waitForURL(/\/deals\/c/);
  const path = new URL(author.url()).pathname;
  const comments = author.getByRole("region", { name: "Comments" });
  const field = comments.getByRole("textbox", { name: "Comment", exact: true });
  await field.click();
  await field.pressSequentially("Browser test: see https://acme.test/offer, @kath");
  const colleagues = author.getByRole("listbox", { name: "Colleagues" });
  await expect(colleagues.getByRole("option", { name: "Katharina Lenz" })).toBeVisible();
  await author.keyboard.press("Enter");
  await expect(field).toHaveValue(/@Katharina Lenz $/);
  await comments.getByRole("button", { name: "Comment", exact: true }).click();
  const entry = comments.getByRole("listitem").filter({ hasText: "Browser test" });
  await expect(entry).toContainText("@Katharina Lenz");
  const link = entry.getByRole("link", { name: "https://acme.test/offer" });
  await expect(link).toHaveAttribute("rel", /noopener/);
  await expectAccessible(author);

  await signIn(reader, "viewer@demo.test", path);
  const read = reader.getByRole("region", { name: "Comments" });
  await expect(read.getByText("Browser test: see")).toBeVisible();

  await entry.getByText("Edit", { exact: true }).click();
  const edit = entry.getByRole("textbox", { name: "Change your comment" });
  await expect(edit).toHaveValue(/@Katharina Lenz/);
  await edit.fill("Browser test: in other words");
  await entry.getByRole("button", { name: "Save comment" }).click();
  await expect(entry).toContainText("edited");

  await entry.getByRole("button", { name: "Delete" }).click();
  await author.getByRole("button", { name: "Delete comment" }).click();
  await expect(comments.getByRole("listitem").first()).toContainText("Comment deleted");
});

test("a deal is given to a colleague on its page", async ({ page }) => {
  await signIn(page, "owner@demo.test");
  await createDeal(page, "Assignment test: one deal");
  await page.getByRole("combobox", { name: "Assigned to" }).selectOption({ label: "Amira Haddad" });
  await page.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(page.getByText("assigned to Amira Haddad")).toBeVisible();
});
