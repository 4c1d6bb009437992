import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/axe.ts";
import { invite, linkIn, visitor } from "./support/invitations.ts";
import { signIn } from "./support/sign-in.ts";

/** Asks the REST API from the page that is open, with its session. */
function ask(page: Page, method: string, path: string, body?: object) {
  return page.evaluate(
    async ([verb, address, content]) => {
      const response = await fetch(address, {
        method: verb,
        ...(content ? { headers: { "content-type": "application/json" }, body: content } : {}),
      });
      return { status: response.status, body: await response.json() };
    },
    [method, path, body ? JSON.stringify(body) : ""] as const,
  );
}

test("the settings are reached from the frame, and the profile is kept", async ({ page }) => {
  await signIn(page, "viewer@demo.test");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.waitForURL("**/settings/profile");
  await expect(page.getByRole("link", { name: "Profile" })).toHaveAttribute("aria-current", "page");
  await expectAccessible(page);
  const zone = page.getByLabel("Time zone");
  const before = await zone.inputValue();
  await zone.selectOption("Asia/Tokyo");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(zone).toHaveValue("Asia/Tokyo");
  await zone.selectOption(before);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
});

test("the audit log tells owners who did what, also that it was exported; others it does not", async ({
  page,
  browser,
}) => {
  await signIn(page, "owner@demo.test", "/settings/audit");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-log-.*\.csv$/);
  await page.reload();
  await expect(page.getByText("exported the audit log as CSV").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("What").selectOption({ label: "Webhooks" });
  await page.waitForURL("**/settings/audit?action=webhook");
  await expect(page.getByText("exported the audit log as CSV")).toHaveCount(0);

  const member = await visitor(browser);
  await signIn(member, "member@demo.test", "/settings/audit");
  await expect(member.getByText("Owners and admins read this log")).toBeVisible();
  await expect(member.getByRole("link", { name: "Audit log" })).toHaveCount(0);
  await expectAccessible(member);
});

test("the only owner of a team is told what to do before the account can go", async ({ page }) => {
  await signIn(page, "owner@demo.test", "/settings/profile");
  await expect(page.getByText(/You are the only owner of Northwind/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete account" })).toHaveCount(0);
  const refused = await ask(page, "DELETE", "/api/user/delete", { confirm: "owner@demo.test" });
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toMatch(/only owner of Northwind.*Make somebody else an owner/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Profile");
});

test("an account is deleted by whoever types its address, and leaves its deals to the team", async ({
  browser,
}) => {
  const email = `cleo.browser.${Date.now()}@example.test`;
  const [owner, cleo] = [await visitor(browser), await visitor(browser)];
  await signIn(owner, "owner@demo.test", "/settings/team");
  await invite(owner, email);
  await cleo.goto(await linkIn(cleo, email));
  await cleo.getByRole("button", { name: `Join as ${email}` }).click();
  await cleo.waitForURL("**/dashboard");
  const { body: me } = await ask(cleo, "GET", "/api/auth/me");
  const teamId = me.teams[0].id;
  const { body: created } = await ask(cleo, "POST", "/api/deals", { name: "Left behind", teamId });

  await cleo.goto("/settings/profile");
  await cleo.getByRole("button", { name: "Delete account" }).click();
  const dialog = cleo.getByRole("dialog");
  await expect(dialog.getByText(/1 deal that you own there goes to Katharina Lenz/)).toBeVisible();
  await expectAccessible(cleo);
  const confirm = dialog.getByLabel(`Type ${email} to confirm`);
  await confirm.fill("somebody@else.test");
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(confirm).toHaveAttribute("aria-invalid", "true");
  await confirm.fill(email);
  await dialog.getByRole("button", { name: "Delete account" }).click();
  await expect(cleo.getByText("Your account is deleted")).toBeVisible();
  await cleo.goto("/dashboard");
  await cleo.waitForURL("**/sign-in**");

  await owner.goto(`/deals/${created.deal.id}`);
  await expect(owner.getByRole("region", { name: "Facts" })).toContainText("Katharina Lenz");
  await owner.getByText("Who changed what, before and after").click();
  await expect(owner.getByRole("region", { name: "Audit trail" })).toContainText("Deleted account");
});

test("generated data can be removed by owners and admins only", async ({ page }) => {
  await signIn(page, "viewer@demo.test", "/settings/data");
  await expect(page.getByText("Owners and admins can remove them.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove generated data" })).toHaveCount(0);
  await expectAccessible(page);
});
