/** A recording that keeps its sequences apart says early what is not reliable, and shows its figures across them. */
import AxeBuilder from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { shown } from './helpers/explorerPage.ts';

const browser = useBrowser();
const RING = '#v=1&p=gemma3-270m-ring16-a';

it('the stage says where reliability is low, and the figures across sequences stand beside the pooled ones', async () => {
  const page = await browser.reopen({ at: `${RING}&c=20` });
  await shown(page);
  const table = page.getByTestId('sequences-table');
  await table.waitFor({ timeout: 50_000 });
  expect(await page.locator('[data-note="reliability"]').textContent()).toBe('low reliability: 0.66');
  const rows = await table.locator('tr').allTextContents();
  const energy = rows.slice(rows.indexOf('Dirichlet energy, full d') + 1).slice(0, 3);
  expect(energy).toEqual([expect.stringMatching(/^pooled.*0\.50$/), expect.stringMatching(/^offsets removed.*0\.67$/), expect.stringMatching(/^across sequences.*0\.72$/)]);
  const { violations } = await new AxeBuilder({ page }).include('[data-testid="sequences-table"]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

it('late in the context the stage has nothing to say of it', async () => {
  const page = await browser.reopen({ at: `${RING}&c=450` });
  await shown(page);
  await page.getByTestId('sequences-table').waitFor({ timeout: 50_000 });
  expect(await page.locator('[data-note="reliability"]').count()).toBe(0);
});

it('a layer without sequences apart says which layer has them', async () => {
  const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-ring16-a:18:1.2.3' });
  await shown(page);
  await page.getByText('Sequences are kept apart in layer 15 alone.').waitFor({ timeout: 30_000 });
});
