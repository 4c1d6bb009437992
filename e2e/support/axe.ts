import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Fails with the rule, the reason and the elements of everything that breaks WCAG 2.2 A or AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is still loading has another shape, and is gone before anybody reads it.
  await page.locator("h1").waitFor();
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const found = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(" ")}`).join("\n")}`,
  );
  expect(found).toEqual([]);
}
