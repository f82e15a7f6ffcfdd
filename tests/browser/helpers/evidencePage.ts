/** The evidence tabs in the words of a reader of the page. */
import type { Page } from 'playwright-core';

/** Opens a tab and waits until nothing on it is still being computed. */
export async function openTab(page: Page, tab: string): Promise<void> {
  await page.getByTestId(`tab-${tab}`).click();
  await page.getByRole('tabpanel').locator('[data-chart]:not(:empty)').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[data-testid^="evidence-wait-"]') === null, null, { timeout: 40_000 });
}
