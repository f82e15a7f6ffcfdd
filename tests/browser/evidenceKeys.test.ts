import { expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { openTab } from './helpers/evidencePage.ts';
import { context, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

it('moves the context by the arrow keys on a curve, and reads out the values there', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'curves');
  const chart = page.getByTestId('curves').getByRole('slider', { name: /Dirichlet energy/ });
  await chart.focus();
  const before = await context(page);
  await page.keyboard.press('ArrowLeft');
  const after = await context(page);
  expect(after).toBeLessThan(before);
  expect(await chart.getAttribute('aria-valuenow')).toBe(String(after));
  expect(await chart.getAttribute('aria-valuetext')).toMatch(new RegExp(`^${after} tokens: full d \\d\\.\\d\\d, PC 1-2 \\d`));
  await page.keyboard.press('Home');
  expect(await context(page)).toBe(Number(await chart.getAttribute('aria-valuemin')));
});

it('reaches every field of the heatmap by the arrow keys, and goes to its layer and context with Enter', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'layers');
  const layer = () => page.getByTestId('layer-slider').getByRole('slider').inputValue();
  const [layerBefore, contextBefore] = [await layer(), await context(page)];
  const map = page.getByRole('grid');
  await page.getByTestId('heatmap-measure').focus();
  while (!(await map.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab');
  const active = () => map.evaluate((element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label'));
  expect(await active()).toMatch(new RegExp(`${contextBefore} tokens: \\d`));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  expect(await context(page)).toBe(contextBefore);
  const words = (await active())!;
  await page.keyboard.press('Enter');
  await shown(page);
  expect(await layer()).not.toBe(layerBefore);
  expect(words).toContain(`${await context(page)} tokens`);
});
