import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { stillness } from './helpers/explorerPage.ts';

const browser = useBrowser();
const LEARNING = '#v=1&stage=weights&nv=learning';
const SIZE = '#v=1&stage=weights&nv=size';

const SCREENS = [
  ['light', 1440, 900],
  ['dark', 1440, 900],
  ['light', 390, 844],
  ['dark', 390, 844],
] as const;

async function faults(page: Page): Promise<string[]> {
  await stillness(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Nothing is still being worked out. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !/Working out/.test(document.querySelector('main')?.textContent ?? ''), null, { timeout: 40_000 });
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Exposures, with knowledge and loss' });
const cursor = async (page: Page) => Number(await page.getByTestId('learning-cursor').getAttribute('x1'));

describe('loss and knowledge', () => {
  it('moves through training by the keys, and says what is known there', async () => {
    const page = await browser.reopen({ at: LEARNING });
    await slider(page).waitFor({ timeout: 30_000 });
    const before = await cursor(page);
    await slider(page).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => slider(page).getAttribute('aria-valuenow')).toBe('8');
    expect(await slider(page).getAttribute('aria-valuetext')).toMatch(/^32 examples: log-probability −1\.\d\d, loss 0\.\d\d$/);
    expect(await cursor(page)).toBeLessThan(before);
    await page.keyboard.press('Home');
    await expect.poll(() => slider(page).getAttribute('aria-valuetext')).toMatch(/^0 examples: log-probability −\d\.\d\d$/);
  });

  it('names the mark under the pointer, and a press goes there', async () => {
    const page = await browser.reopen({ at: LEARNING });
    await slider(page).waitFor({ timeout: 30_000 });
    const dot = page.locator('[data-protocol="paraphrase"] circle').first();
    const box = (await dot.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    expect(await page.getByTestId('learning-readout').textContent()).toMatch(/, 0 examples: log-probability −/);
    const last = (await page.locator('[data-protocol="paraphrase"] g:nth-last-of-type(2) circle').first().boundingBox())!;
    await page.mouse.move(last.x + last.width / 2, last.y + last.height / 2);
    expect(await page.getByTestId('learning-readout').textContent()).toMatch(/^paraphrases, \d+ examples: .*, loss \d\.\d\d$/);
    await page.mouse.click(last.x + last.width / 2, last.y + last.height / 2);
    await page.waitForURL(/npr=paraphrase/);
    expect(await page.getByTestId('learning-paraphrase').getAttribute('aria-pressed')).toBe('true');
    expect(await slider(page).getAttribute('aria-valuenow')).toBe('8');
  });

  it('draws every model that was trained where they are asked for', async () => {
    const page = await browser.reopen({ at: LEARNING });
    await slider(page).waitFor({ timeout: 30_000 });
    const models = () => page.getByTestId('learning').locator('svg [data-protocol="naive"]').count();
    expect(await models()).toBe(1);
    await page.getByTestId('learning-all').click();
    await expect.poll(models, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    await page.getByTestId('learning-one').click();
    await expect.poll(models).toBe(1);
  });

  it('says so where nothing was trained', async () => {
    const page = await browser.reopen({ at: `${LEARNING}&nf=gemma-270m-all-news` });
    await page.getByText('Nothing was trained in these runs').waitFor({ timeout: 30_000 });
  });

  it.each(SCREENS)('is without fault for assistive technology, in %s at %i x %i', async (colorScheme, width, height) => {
    const page = await browser.reopen({ at: LEARNING, colorScheme, viewport: { width, height } });
    await slider(page).waitFor({ timeout: 30_000 });
    await settled(page);
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});

describe('exposures by size', () => {
  it('marks every model, and another share of the way moves the marks', async () => {
    const page = await browser.reopen({ at: SIZE });
    const mark = page.getByTestId('size-mark-gemma-270m-naive').locator('circle');
    await mark.waitFor({ timeout: 40_000 });
    const half = Number(await mark.getAttribute('cy'));
    const numbers = await page.getByTestId('size-table').textContent();
    expect(numbers).toMatch(/gemma-3-270m/);
    await page.getByTestId('size-share-25').click();
    await page.waitForURL(/nsh=25/);
    await expect.poll(() => page.getByTestId('size-table').textContent()).not.toBe(numbers);
    await settled(page);
    expect(Number(await mark.getAttribute('cy'))).not.toBe(half);
  });

  it.each(SCREENS)('is without fault for assistive technology, in %s at %i x %i', async (colorScheme, width, height) => {
    const page = await browser.reopen({ at: SIZE, colorScheme, viewport: { width, height } });
    await page.getByTestId('size-table').waitFor({ timeout: 40_000 });
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
});
