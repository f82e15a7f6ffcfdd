/** Files of arrays in a real browser: opened without a word, corrected by hand, remembered, saved as a recording. */
import { existsSync, readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { bareMeans, namedJson, turnedMeans } from '../helpers/arrayFiles.ts';
import { useBrowser } from './helpers/browser.ts';
import { context, nodePoints, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();
const reference = (name: string): URL => new URL(`../../../shared/reference/${name}.npz`, import.meta.url);
const absent = !existsSync(reference('llama31-8b-grid16')) || !existsSync(reference('llama31-8b-months-permuted'));
if (absent) console.warn('reference class means are not here: importing them in the browser is skipped');

const choose = (page: Page, name: string, content: Uint8Array | string) =>
  page.getByTestId('file-input').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

async function openedAs(page: Page, nodes: number): Promise<void> {
  await page.waitForFunction((count) => document.querySelectorAll('[data-testid^="node-0-"]').length === count, nodes, { timeout: 30_000 });
  await shown(page);
}

async function seriousFaults(page: Page, scope: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(scope).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

describe.skipIf(absent)('the class means of Llama-3.1-8B', () => {
  it('open from the file as it is: grid, contexts and accuracy, and a window that the file has fixed', async () => {
    const page = await browser.open();
    await shown(page);
    await choose(page, 'llama31-8b-grid16.npz', readFileSync(reference('llama31-8b-grid16')));
    await page.locator('[data-testid="timeline-slider"][aria-valuemax="1400"]').waitFor({ timeout: 30_000 });
    await openedAs(page, 16);
    expect(await page.getByTestId('mapping').count()).toBe(0);
    expect(await context(page)).toBe(1400);
    expect(await page.locator('[data-layer="titles"] title').first().textContent()).toContain('Window fixed by the file');
    expect(await page.getByTestId('window-fixed').isVisible()).toBe(true);
    expect(await page.getByTestId('window-last50').isDisabled()).toBe(true);
    await page.locator('[data-testid="finding"][data-complete]').waitFor({ timeout: 30_000 });
    await page.getByTestId('verdict-details').click();
    const finding = (await page.getByTestId('verdict-drawer').textContent())!;
    expect(finding).toContain('At 1400 tokens');
    expect(finding).not.toContain('has not been drawn');
    await page.getByTestId('mapping-edit').click();
    const row = page.getByTestId('array-acc_per_walk');
    expect(await row.getByRole('combobox').inputValue()).toBe('accuracy');
    expect(await page.getByTestId('mapping-check').textContent()).toContain('at every context, 8 sequences');
    expect(await seriousFaults(page, '[data-testid="mapping"]')).toEqual([]);
  });

  it('of the months come with the calendar as a reference graph', async () => {
    const page = await browser.open();
    await shown(page);
    await choose(page, 'llama31-8b-months-permuted.npz', readFileSync(reference('llama31-8b-months-permuted')));
    await openedAs(page, 12);
    expect(await page.getByTestId('measures').textContent()).toContain('Calendar');
  });
});

describe('arrays that say it by their names', () => {
  it('open from JSON without a question, with both layers', async () => {
    const page = await browser.open();
    await shown(page);
    await choose(page, 'means.json', namedJson());
    await openedAs(page, 6);
    expect(await page.getByTestId('layer-slider').getByRole('slider').getAttribute('max')).toBe('1');
    expect(await context(page)).toBe(400);
    expect(await page.getByTestId('panel-0').textContent()).toContain('accuracy 0.75');
    await page.getByTestId('tab-curves').click();
    await page.getByTestId('curves').getByText('Accuracy, as the file gives it').first().waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/accuracy, (window|segment)/i);
  });
});

describe('arrays that leave questions', () => {
  async function mapByHand(page: Page): Promise<void> {
    await choose(page, 'bare.safetensors', bareMeans());
    await page.getByTestId('mapping').waitFor();
    expect(await page.getByTestId('mapping-open').isDisabled()).toBe(true);
    await page.getByLabel('Contexts', { exact: true }).fill('100, 200, 400');
    await page.getByLabel('Layer of activations').fill('7');
    await page.getByTestId('built-graph').selectOption('ring');
    await page.getByTestId('mapping-open').click();
    await openedAs(page, 8);
  }

  /** The mapping of another file of the same arrays is there but for the graph, which the file does not say. */
  async function nameRing(page: Page): Promise<void> {
    await page.getByTestId('mapping').waitFor();
    expect(await page.getByTestId('mapping-check').textContent()).toContain('No graph is chosen');
    await page.getByTestId('built-graph').selectOption('ring');
    await page.getByTestId('mapping-open').click();
    await page.getByTestId('mapping').waitFor({ state: 'detached' });
  }

  it('ask for the mapping, open once it is given, and the next time ask for the graph alone', async () => {
    const page = await browser.open();
    await shown(page);
    await mapByHand(page);
    expect(await page.getByTestId('mapping').count()).toBe(0);
    expect(await context(page)).toBe(400);
    await page.reload();
    await shown(page);
    await choose(page, 'another.safetensors', bareMeans());
    await nameRing(page);
    await openedAs(page, 8);
    await page.getByTestId('mapping-edit').click();
    expect(await page.getByTestId('mapping').textContent()).toContain('This is how you have mapped it');
    await page.getByRole('button', { name: 'Forget it' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.reload();
    await choose(page, 'third.safetensors', bareMeans());
    await page.getByTestId('mapping').waitFor();
  });

  it('are read in the order of axes that the reader chooses, and the next time as well', async () => {
    const page = await browser.open();
    await shown(page);
    await mapByHand(page);
    const points = await nodePoints(page);
    await choose(page, 'turned.safetensors', turnedMeans());
    await page.getByTestId('mapping').waitFor();
    expect(await page.getByTestId('mapping-questions').textContent()).toContain('would fit as well');
    await page.getByLabel('Axes of turned').selectOption({ label: '8 words × 6 dims × 3 contexts' });
    await page.getByLabel('Contexts', { exact: true }).fill('100, 200, 400');
    await page.getByLabel('Layer of turned').fill('7');
    await page.getByTestId('built-graph').selectOption('ring');
    expect(await page.getByTestId('mapping-check').textContent()).toContain('100, 200 and 400 tokens');
    expect(await seriousFaults(page, '[data-testid="mapping"]')).toEqual([]);
    await page.getByTestId('mapping-open').click();
    await page.getByTestId('mapping').waitFor({ state: 'detached' });
    await openedAs(page, 8);
    expect(await nodePoints(page)).toEqual(points);
    await page.reload();
    await shown(page);
    await choose(page, 'again.safetensors', turnedMeans());
    await nameRing(page);
    await openedAs(page, 8);
    expect(await nodePoints(page)).toEqual(points);
  });

  it('leave what was open as it is when the reader closes the mapping', async () => {
    const page = await browser.open();
    await shown(page);
    const before = await nodePoints(page);
    await choose(page, 'bare.safetensors', bareMeans());
    await page.getByTestId('mapping').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByTestId('mapping').waitFor({ state: 'detached' });
    expect(await nodePoints(page)).toEqual(before);
    expect(await page.getByTestId('notice').count()).toBe(0);
  });

  it('are saved as a recording that opens by itself and shows the same picture', async () => {
    const page = await browser.open();
    await shown(page);
    await mapByHand(page);
    const points = await nodePoints(page);
    await page.getByTestId('mapping-edit').click();
    const download = page.waitForEvent('download');
    await page.getByTestId('mapping-save').click();
    const saved = await (await download).path();
    expect((await download).suggestedFilename()).toBe('bare.contextscope.safetensors');
    const other = await browser.open();
    await shown(other);
    await choose(other, 'saved.safetensors', readFileSync(saved));
    await openedAs(other, 8);
    expect(await other.getByTestId('mapping-edit').count()).toBe(0);
    expect(await other.locator('[data-layer="titles"] title').first().textContent()).toContain('Window fixed by the file');
    expect(await nodePoints(other)).toEqual(points);
  });

  it('can be mapped on a telephone', async () => {
    const page = await browser.open({ viewport: { width: 390, height: 844 } });
    await shown(page);
    await mapByHand(page);
  });
});
