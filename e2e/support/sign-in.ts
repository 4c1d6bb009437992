import type { Page } from "@playwright/test";

export type DemoEmail = `${"owner" | "admin" | "member" | "viewer" | "outsider"}@demo.test`;

/** Signs in as a person of the demo workspace and waits for the page that was asked for. */
export async function signIn(page: Page, email: DemoEmail, path = "/dashboard"): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByRole("button", { name: email }).click();
  await page.waitForURL((url) => url.pathname + url.search === path);
}
