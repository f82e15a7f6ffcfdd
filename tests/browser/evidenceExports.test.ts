import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { openTab } from './helpers/evidencePage.ts';
import { shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

const WEEKDAYS = '#v=1&p=gemma3-270m-weekdays-step3-a';
const TABS = ['cursor', 'curves', 'layers', 'nulls', 'spectrum', 'scaling'] as const;
/** Frames whose content is a table and no chart. */
const TABLES = /^(Figures at|Values at|Every graph at|Beside controls at)/;

async function save(page: Page, title: string, kind: string): Promise<Buffer> {
  await page.getByRole('button', { name: `Export: ${title}`, exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: kind }).click()]);
  return readFile(await download.path());
}

const titles = (page: Page) =>
  page.getByTestId('measures').getByRole('button', { name: /^Export: / }).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!.slice('Export: '.length)));

/** WCAG contrast ratio of two sRGB colours. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const luminance = (rgb: readonly number[]) => {
    const [r, g, blue] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * blue!;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each(['light', 'dark'] as const)('exports in %s', (colorScheme) => {
  it.each(TABS)('give every chart of the %s tab as numbers and as a picture on a solid ground', async (tab) => {
    const page = await browser.reopen({ colorScheme, at: tab === 'scaling' ? '' : WEEKDAYS });
    await shown(page);
    if (tab !== 'cursor') await openTab(page, tab);
    const all = await titles(page);
    expect(all.length).toBeGreaterThan(0);
    for (const title of all) {
      const json = JSON.parse((await save(page, title, 'Save as JSON')).toString('utf8')) as { columns: { name: string; unit: string }[]; rows: unknown[]; provenance: Record<string, string> };
      expect(json.rows.length, title).toBeGreaterThan(0);
      expect(json.columns.some(({ unit, name }) => unit !== '' || name === 'unit'), title).toBe(true);
      expect(Object.keys(json.provenance), title).toContain('model');
      expect((await save(page, title, 'Save as CSV')).toString('utf8'), title).toMatch(/^# title: [^]*# model: /);
      if (TABLES.test(title)) continue;
      const svg = (await save(page, title, 'Save as SVG')).toString('utf8');
      expect(svg, title).toContain('model: ');
      expect(svg, title).not.toMatch(/var\(--|class=/);
      const { data, width, height } = PNG.sync.read(await save(page, title, 'Save as PNG'));
      const at = (x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
      const ground = at(1, 1);
      expect([at(width - 2, 1), at(1, height - 2), at(width - 2, height - 2)], title).toEqual([ground, ground, ground]);
      let opaque = true;
      let most = 1;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] !== 255) opaque = false;
        // The title's letters, in the first lines of the picture.
        if (i < width * 60 * 4) most = Math.max(most, contrast(ground, [data[i]!, data[i + 1]!, data[i + 2]!]));
      }
      expect(opaque, title).toBe(true);
      expect(most, title).toBeGreaterThan(7);
    }
  }, 240_000);
});

it('prints the legend and the title into a picture, and nothing that follows the cursor', async () => {
  const page = await browser.reopen({ at: WEEKDAYS });
  await shown(page);
  await openTab(page, 'nulls');
  const title = (await titles(page)).find((text) => text.startsWith('Energy along'))!;
  const svg = (await save(page, title, 'Save as SVG')).toString('utf8');
  for (const words of [title, 'mean of relabellings', '5–95 % of relabellings', 'measured']) expect(svg).toContain(`>${words}<`);
  expect(svg).not.toContain('data-screen-only');
});

it('copies the values at the cursor with one press', async () => {
  const page = await browser.open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await shown(page);
  await openTab(page, 'curves');
  await page.getByTestId('values-at-cursor').getByRole('button', { name: /^Copy/ }).click();
  await page.getByTestId('values-at-cursor').getByText('Copied').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^measure\tcurve\tcontext \[tokens\]\tvalue/);
  expect(text).toMatch(/Rule-following accuracy\taccuracy\t450\t0\.\d+\tprobability/);
});
