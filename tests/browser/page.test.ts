import AxeBuilder from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { openAdvanced, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

describe.each(sizes)('at $width x $height', (viewport) => {
  it.each(['light', 'dark'] as const)('has no accessibility violation and no sideways scroll in %s', async (colorScheme) => {
    const page = await browser.reopen({ viewport, colorScheme });
    await shown(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    if (viewport.width >= 1000) {
      const below = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
      expect(below, 'an empty strip under the page').toBeLessThanOrEqual(0);
    }
  });
});

it('keeps keys for the picture away from a field that has focus', async () => {
  const page = await browser.reopen();
  await shown(page);
  const before = await page.getByTestId('timeline-slider').getAttribute('aria-valuenow');
  await openAdvanced(page);
  await page.getByTestId('axis-x').focus();
  await page.keyboard.press('ArrowLeft');
  expect(await page.getByTestId('timeline-slider').getAttribute('aria-valuenow')).toBe(before);
});

it('lists its keys on a question mark', async () => {
  const page = await browser.reopen();
  await shown(page);
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog').textContent()).toMatch(/Space/);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});
