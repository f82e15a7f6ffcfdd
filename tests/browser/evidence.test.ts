import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { openTab } from './helpers/evidencePage.ts';
import { context, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

const TABS = ['curves', 'layers', 'nulls', 'spectrum', 'scaling'] as const;

const layer = (page: Page) => page.getByTestId('layer-slider').getByRole('slider').inputValue();

describe.each([
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
])('the evidence at $width x $height', (viewport) => {
  it.each(['light', 'dark'] as const)('has no accessibility violation and no sideways scroll on any tab in %s', async (colorScheme) => {
    const page = await browser.reopen({ viewport, colorScheme });
    await shown(page);
    if (viewport.width < 720) await page.getByRole('button', { name: 'Measures' }).click();
    for (const tab of TABS) {
      await openTab(page, tab);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${tab} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, tab).toBeLessThanOrEqual(0);
      const wide = await page.getByTestId('table-box').evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.getAttribute('aria-label')));
      expect(wide, tab).toEqual([]);
    }
  }, 240_000);
});

it('goes to the context where a curve is clicked', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'curves');
  const before = await context(page);
  await page.getByTestId('curves').getByRole('slider').first().click({ position: { x: 120, y: 60 } });
  expect(await context(page)).toBeLessThan(before);
});

it('goes to the layer and context of a clicked field', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'layers');
  const before = await layer(page);
  const box = (await page.getByRole('grid').boundingBox())!;
  await page.mouse.click(box.x + 84, box.y + 10);
  await shown(page);
  expect(await layer(page)).not.toBe(before);
  expect(await context(page)).toBeLessThan(100);
});

it('says under the stage what chance would give, and lists its doubts', async () => {
  const page = await browser.reopen();
  await shown(page);
  await page.waitForFunction(() => document.querySelector('[data-testid="finding"]')?.hasAttribute('data-complete'), null, { timeout: 30_000 });
  expect(await page.getByTestId('verdict-sentence').textContent()).toMatch(/^Ring-shaped/);
  await page.getByTestId('verdict-details').click();
  const details = page.getByTestId('verdict-drawer');
  expect(await details.textContent()).toMatch(/relabelled/);
  expect(await details.locator('li').count()).toBeGreaterThan(0);
});

it('shows the averaging null beside the picture and lays the spectral embedding over it', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'nulls');
  await page.getByTestId('ghost-panel').check();
  await page.getByTestId('averaging-panel').locator('circle').first().waitFor();
  await openTab(page, 'spectrum');
  await page.getByTestId('overlay').check();
  const nodes = await page.locator('[data-testid^="node-0-"]').count();
  await page.waitForFunction((count) => document.querySelectorAll('[data-layer="overlay"] path').length === count, nodes);
  expect(await page.locator('[data-note="overlay"]').textContent()).toMatch(/residual \d\.\d\d/);
});

it('moves the exponent when a size is left out', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'scaling');
  const law = page.getByTestId('scaling-law');
  await law.waitFor({ timeout: 30_000 });
  const before = await law.textContent();
  await page.locator('[data-testid^="scaling-size-"]').first().uncheck();
  await page.waitForFunction((text) => document.querySelector('[data-testid="scaling-law"]')?.textContent !== text, before);
  expect(await law.textContent()).toMatch(/n to the power/);
});

it('fits the table of every size on a narrow page, and says why a size has no interval', async () => {
  const page = await browser.reopen({ viewport: { width: 1024, height: 768 } });
  await shown(page);
  await openTab(page, 'scaling');
  await page.getByTestId('scaling-kind').selectOption('knee');
  const box = page.getByRole('group', { name: 'Critical context of every size' });
  await box.getByRole('columnheader', { name: 'breaks' }).waitFor({ timeout: 30_000 });
  expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const rows = await box.locator('tbody tr').allTextContents();
  for (const [i, row] of rows.entries()) if (/none\d/.test(row)) expect(rows[i + 1]).toMatch(/^No interval/);
  await page.getByTestId('scaling-kind').selectOption('fall');
  await page.getByText(/normalised energy in full d of layer 15, averaging window: last 200 tokens/).waitFor({ timeout: 30_000 });
});

it('opens a size at its critical context, a whole number of tokens', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'scaling');
  await page.getByRole('button', { name: /^12 nodes: / }).press('Enter');
  await page.waitForURL(/ring12/);
  await shown(page);
  expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('c')).toMatch(/^\d+$/);
});

it('draws the plot again after a level that no size reaches', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'scaling');
  const plot = page.getByRole('group', { name: 'Critical context against graph size' });
  await plot.waitFor();
  const level = page.getByTestId('scaling-level');
  const first = await level.inputValue();
  await level.fill('0.99');
  await page.getByText('No size has a critical context by this method.').waitFor({ timeout: 30_000 });
  await level.fill(first);
  await plot.waitFor({ timeout: 30_000 });
});

it('saves the numbers of a curve with their units and where they come from', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'curves');
  await page.getByRole('button', { name: 'Export: Normalised Dirichlet energy' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Save as CSV' }).click()]);
  const text = await readFile(await download.path(), 'utf8');
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  expect(text).toMatch(/# model: /);
  expect(text).toMatch(/context \[tokens\]/);
});

it('saves a chart as a picture that stands alone', async () => {
  const page = await browser.reopen();
  await shown(page);
  await openTab(page, 'curves');
  const save = async (kind: string) => {
    await page.getByRole('button', { name: 'Export: Distance correlation' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: kind }).click()]);
    return readFile(await download.path());
  };
  const svg = (await save('Save as SVG')).toString('utf8');
  expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).not.toMatch(/var\(--/);
  expect([...(await save('Save as PNG')).subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
});
