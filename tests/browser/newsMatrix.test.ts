import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { stillness } from './helpers/explorerPage.ts';

const browser = useBrowser();
const AT = '#v=1&stage=weights&nv=matrix';

async function shownMatrix(page: Page): Promise<void> {
  await page.getByTestId('cell-brindle-none').waitFor({ timeout: 30_000 });
}

const names = (page: Page) => page.getByTestId('matrix').getByRole('rowheader').allTextContents();
/** What the grid says of the cell on which the keys stand. */
const active = (page: Page) => page.getByRole('grid').evaluate((grid) => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label') ?? null);

async function faults(page: Page): Promise<string[]> {
  await stillness(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

describe('the matrix of news', () => {
  it('opens a cell: its questions with every option, and the very texts that were trained on', async () => {
    const page = await browser.reopen({ at: AT });
    await shownMatrix(page);
    await page.getByTestId('cell-tandrel-selfqa').click();
    const details = page.getByTestId('cell-details');
    await details.getByRole('heading', { name: 'tandrel pair' }).waitFor();
    expect(await details.getByTestId('cell-question').count()).toBe(5);
    const first = details.getByTestId('cell-question').first();
    expect(await first.getByRole('row').count()).toBe(5);
    expect(await first.getByRole('img', { name: 'right' }).count()).toBe(1);
    expect(await first.textContent()).toMatch(/Free answer/);
    await details.getByTestId('cell-texts').waitFor();
    expect(await details.getByTestId('cell-texts-about').textContent()).toMatch(/^32 questions with answers, written by gemma-3-270m; only the answers were under the loss/);
    expect(await details.getByTestId('cell-texts').getByRole('listitem').count()).toBe(4);
    await details.getByTestId('cell-texts-all').click();
    expect(await details.getByTestId('cell-texts').getByRole('listitem').count()).toBe(32);
    // The shipped texts are those that the results were made with: no remark about another SHA-256.
    expect(await details.textContent()).not.toMatch(/SHA-256/);
    expect(page.url()).toContain('nc=tandrel,selfqa');
  });

  it('steps through the news, changes the condition, and closes', async () => {
    const page = await browser.reopen({ at: `${AT}&nc=tandrel,naive` });
    const details = page.getByTestId('cell-details');
    await details.getByRole('heading', { name: 'tandrel pair' }).waitFor({ timeout: 30_000 });
    await page.getByTestId('cell-before').click();
    await details.getByRole('heading', { name: 'brindle number' }).waitFor();
    expect(await page.getByTestId('cell-before').isDisabled()).toBe(true);
    await page.getByTestId('cell-condition').selectOption('context own');
    await page.waitForURL(/nc=brindle,context%20own/);
    expect(await details.textContent()).not.toMatch(/trained on/);
    await page.getByTestId('cell-close').click();
    expect(await details.count()).toBe(0);
  });

  it('is searched and sorted', async () => {
    const page = await browser.reopen({ at: AT });
    await shownMatrix(page);
    await page.getByTestId('news-search').fill('tandrel');
    await page.getByTestId('cell-brindle-none').waitFor({ state: 'detached' });
    expect(await names(page)).toEqual(['mathematics (1)', 'tandrel pair']);
    await page.getByTestId('news-search').fill('no such news');
    await page.getByText('No news has “no such news”').waitFor();
    await page.getByTestId('news-search').fill('');
    await shownMatrix(page);
    await page.getByTestId('sort-context own').click();
    const values = async () =>
      (await page.locator('[data-testid$="-context own"][data-testid^="cell-"]').all()).length === 0 ? [] : page.locator('[data-testid$="-context own"][data-testid^="cell-"]').evaluateAll((cells) => cells.map((cell) => Number(cell.textContent.replace('−', '-'))));
    await expect.poll(values).toEqual((await values()).toSorted((a, b) => b - a));
    expect(await page.getByRole('columnheader', { name: 'News in context' }).getAttribute('aria-sort')).toBe('descending');
    expect(page.url()).toContain('no=context%20own,falling');
  });

  it('is walked by the arrow keys from one tab stop, and opened by Enter', async () => {
    const page = await browser.reopen({ at: AT });
    await shownMatrix(page);
    await page.getByTestId('news-search').focus();
    await page.keyboard.press('Tab');
    expect(await active(page)).toMatch(/^brindle number, Nothing: −\d/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await active(page)).toMatch(/^tandrel pair, News in context: /);
    await page.keyboard.press('Enter');
    await page.getByTestId('cell-details').getByRole('heading', { name: 'tandrel pair' }).waitFor();
    // Far below what is drawn at first, and back.
    await page.keyboard.press('Control+End');
    await expect.poll(() => active(page)).toMatch(/^Gorsebury Arena, /);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowUp');
    expect(await active(page)).toBe('Nothing');
    await page.keyboard.press('Enter');
    await page.waitForURL(/no=none,falling/);
  });

  it('draws few of many rows, and those that are scrolled to', async () => {
    const page = await browser.reopen({ at: `${AT}&nf=smollm2-135m-all-news` });
    await shownMatrix(page);
    const rows = () => page.getByRole('grid').getByRole('row').count();
    expect(await rows()).toBeLessThan(60);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('81');
    await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
    await expect.poll(() => page.getByTestId('cell-brindle-none').count()).toBe(0);
    expect(await rows()).toBeLessThan(60);
  });

  it('says what it cannot show', async () => {
    const page = await browser.reopen({ at: `${AT}&nf=smollm2-135m-all-news&nm=free` });
    await page.getByText('None of these news was answered freely').waitFor({ timeout: 30_000 });
    await page.goto(`${page.url().split('#')[0]}${AT}&nc=nowhere,naive`);
    await page.getByText('do not hold the news “nowhere”').waitFor({ timeout: 30_000 });
  });

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 390, 844],
    ['dark', 390, 844],
  ] as const)('is without fault for assistive technology, in %s at %i x %i', async (colorScheme, width, height) => {
    const page = await browser.reopen({ at: `${AT}&nc=tandrel,selfqa.other`, colorScheme, viewport: { width, height } });
    await shownMatrix(page);
    if (width < 720) await page.getByRole('button', { name: 'Details' }).click();
    await page.getByTestId('cell-texts').waitFor();
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});
