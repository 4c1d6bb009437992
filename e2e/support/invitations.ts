import { type Browser, expect, type Page } from "@playwright/test";

/** Opens a browser of its own: nobody is signed in there. */
export async function visitor(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

/** Invites somebody from the team's settings, which are open. */
export async function invite(owner: Page, email: string): Promise<void> {
  await owner.getByLabel("E-mail").fill(email);
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(owner.getByText(`An invitation is on its way to ${email}.`)).toBeVisible();
}

/** The link in the mail to this address, as soon as the mail is there. */
export async function linkIn(page: Page, email: string): Promise<string> {
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(async () => {
    await page.goto("/dev/mailbox");
    await expect(row).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await row.getByRole("link").click();
  const button = page.frameLocator("iframe").getByRole("link", { name: /accept/i });
  const href = (await button.getAttribute("href")) ?? "";
  return new URL(href).pathname;
}
