import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { invite, linkIn, visitor } from "./support/invitations.ts";
import { signIn } from "./support/sign-in.ts";

test("somebody is invited, joins by the link in the mail, gets another role and is removed again", async ({
  browser,
}) => {
  const email = `ada.browser.${Date.now()}@example.test`;
  const [owner, ada] = [await visitor(browser), await visitor(browser)];
  await signIn(owner, "owner@demo.test", "/settings/team");
  await invite(owner, email);
  await expectAccessible(owner);

  const link = await linkIn(ada, email);
  await ada.goto(link);
  await expect(ada.getByRole("heading", { level: 1 })).toHaveText("Northwind");
  await expectAccessible(ada);
  await ada.getByRole("button", { name: `Join as ${email}` }).click();
  await ada.waitForURL("**/dashboard");
  await ada.goto("/settings/team");
  await expect(ada.getByText("Member: adds deals")).toBeVisible();
  await expect(ada.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
  await expect(ada.getByRole("button", { name: "Invite", exact: true })).toHaveCount(0);
  await expectAccessible(ada);

  await owner.reload();
  const person = owner.getByRole("listitem").filter({ hasText: email });
  const role = person.getByRole("combobox");
  await expect(role).toHaveValue("member");
  await role.selectOption("viewer");
  await expect(person.getByText(/is viewer now/)).toBeAttached();
  await ada.goto("/deals");
  await expect(ada.getByRole("link", { name: "New deal" })).toHaveCount(0);

  await person.getByRole("button", { name: /^Remove/ }).click();
  const dialog = owner.getByRole("dialog");
  await expect(dialog.getByText(/owns no deals here/)).toBeVisible();
  await dialog.getByRole("button", { name: /^Remove/ }).click();
  await expect(person).toHaveCount(0);

  await ada.goto("/settings/team");
  await expect(ada.getByText("This workspace is yours alone")).toBeVisible();
  await ada.goto("/notifications");
  await expect(ada.getByText("You are no longer in Northwind").first()).toBeVisible();
  await ada.goto(link);
  await expect(ada.getByText("This invitation has been used")).toBeVisible();
});

test("an invitation opened by somebody else names no address, and they can sign out and come back", async ({
  browser,
}) => {
  const email = `bob.browser.${Date.now()}@example.test`;
  const [owner, outsider] = [await visitor(browser), await visitor(browser)];
  await signIn(owner, "owner@demo.test", "/settings/team");
  await invite(owner, email);
  const link = await linkIn(outsider, email);
  await signIn(outsider, "outsider@demo.test", link);
  await expect(outsider.getByText("This invitation is for somebody else")).toBeVisible();
  await expect(outsider.getByText(email)).toHaveCount(0);
  await expect(outsider.getByText("b•••@example.test")).toBeVisible();
  await expectAccessible(outsider);
  await outsider.getByRole("button", { name: "Sign out and try again" }).click();
  await expect(outsider.getByRole("button", { name: `Join as ${email}` })).toBeVisible();

  await owner.getByRole("button", { name: `Revoke ${email}` }).click();
  await expect(owner.getByRole("button", { name: `Revoke ${email}` })).toHaveCount(0);
  await outsider.reload();
  await expect(outsider.getByText("This invitation was withdrawn")).toBeVisible();
  await outsider.goto(`${link}x`);
  await expect(outsider.getByRole("heading", { level: 1 })).toHaveText(/leads to no invitation/);
});

test("a team of one's own is made from the workspace switch and deleted by its name", async ({
  browser,
}) => {
  const name = `Browser team ${Date.now()}`;
  const page = await visitor(browser);
  await signIn(page, "admin@demo.test");
  await page.getByRole("button", { name: /change workspace/ }).click();
  await page.getByRole("link", { name: "New team" }).click();
  await page.waitForURL("**/settings/team/new");
  await page.getByLabel("Name").fill(name);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create team" }).click();
  await page.waitForURL("**/settings/team");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByRole("button", { name: "Delete team" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/to confirm/).fill("Browser team");
  await dialog.getByRole("button", { name: /^Delete/ }).click();
  await expect(dialog.getByText(/must be the team's name/).first()).toBeVisible();
  await dialog.getByLabel(/to confirm/).fill(name);
  await dialog.getByRole("button", { name: /^Delete/ }).click();
  await page.waitForURL("**/dashboard");
  await expect(page.getByRole("button", { name: /Northwind.*change workspace/ })).toBeVisible();
});
