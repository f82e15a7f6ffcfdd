import AxeBuilder from '@axe-core/playwright';
import { expect, inject, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { openTab } from './helpers/evidencePage.ts';
import { shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

it('explains a chart with its formula, what it cannot tell, and a link to its definition', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'curves');
  await page.getByRole('button', { name: 'About Normalised Dirichlet energy' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByTestId('measure-section').waitFor();
  expect(await dialog.textContent()).toMatch(/over edges.*Cannot tell/s);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const link = dialog.getByRole('link');
  const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await opened.waitForLoadState();
  const anchor = decodeURIComponent(new URL(opened.url()).hash.slice(1));
  expect(await opened.locator(`[id="${anchor}"]`).textContent()).toMatch(/Dirichlet energy/);
});

it.each(['measures.html', 'format.html'])('serves %s as a readable page, also under a strict policy', async (file) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    // The policy stands in the page itself, so a violation is an error of the console and fails this test.
    const page = await browser.reopen({ colorScheme, viewport: { width: 390, height: 844 } });
    await page.goto(new URL(file, inject('baseURL')).href);
    expect(await page.evaluate(() => document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content'))).toBe("default-src 'self'");
    expect(await page.evaluate(() => document.styleSheets.length)).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
  }
});
