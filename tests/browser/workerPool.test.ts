import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { openTab } from './helpers/evidencePage.ts';
import { shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

/** A page that takes its device to have four cores, whatever this one has. */
const fourCores = (page: Page) => page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 4 }));

/** Opens the tab of all layers, and waits until the sweep has come to its end. */
async function sweep(page: Page): Promise<number> {
  await shown(page);
  await openTab(page, 'layers');
  await page.getByTestId('heatmap').getByRole('grid').waitFor();
  await expect.poll(() => page.getByTestId('evidence-wait-sweep').count(), { timeout: 60_000 }).toBe(0);
  const rows = await page.getByRole('grid').getByRole('row').count();
  expect(rows).toBeGreaterThan(5);
  return rows;
}

/** Runs in the page: writing goes on behind the answers. */
function keptAnalyses(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('contextscope-results');
    opening.onerror = () => reject(opening.error!);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('entries').objectStore('entries').getAllKeys();
      reading.onsuccess = () => resolve(reading.result.filter((key) => typeof key === 'string' && key.includes('"analysis"')).length);
    };
  });
}

it('analyses all layers in several workers, and after a reload takes them from what this browser keeps until it is cleared', async () => {
  const page = await browser.open({ prepare: fourCores });
  const layers = await sweep(page);
  expect(page.workers().length).toBeGreaterThan(2);
  expect(await page.getByTestId('sweep-kept').count()).toBe(0);
  await expect.poll(() => page.evaluate(keptAnalyses)).toBeGreaterThanOrEqual(layers);

  await page.reload();
  await sweep(page);
  // The shown layer is the panel's own; every other one is kept.
  await expect.poll(() => page.getByTestId('sweep-kept').textContent()).toContain(`${layers - 1} of ${layers} layers`);

  await page.keyboard.press('f');
  await expect.poll(() => page.getByTestId('kept-results').textContent()).toMatch(/^\d+ computed, [\d.]+ (kB|MB)/);
  await page.getByRole('button', { name: 'Clear kept results' }).click();
  await expect.poll(() => page.getByTestId('kept-results').textContent()).toMatch(/^None yet/);
  await page.reload();
  await sweep(page);
  expect(await page.getByTestId('sweep-kept').count()).toBe(0);
});

it('keeps what has landed of a sweep that is cancelled, and goes on from there', async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const page = await browser.open({
    async prepare(opening) {
      await fourCores(opening);
      // The first layer lies at the beginning of the file, beyond what opening it brings.
      await opening.route('**/*.safetensors', async (route) => {
        if (route.request().headers()['range']?.startsWith('bytes=65536-')) await released;
        await route.continue().catch(() => undefined);
      });
    },
  });
  await shown(page);
  await page.getByTestId('tab-layers').click();
  const wait = page.getByTestId('evidence-wait-sweep');
  const heatmap = page.getByTestId('heatmap');
  const rows = () => heatmap.getByRole('row').count();
  await wait.getByText(/^layer 5 of 6$/).waitFor({ timeout: 60_000 });
  expect(await rows()).toBe(5);
  await wait.getByRole('button', { name: 'Cancel' }).click();
  expect(await rows()).toBe(5);
  release();
  await heatmap.getByRole('button', { name: 'Again' }).click();
  await expect.poll(rows, { timeout: 60_000 }).toBe(6);
});
