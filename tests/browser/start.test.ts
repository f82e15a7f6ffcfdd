import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCode } from '../../bench/start/startCode.ts';
import { codeReport } from '../../bench/start/startReport.ts';
import { FIRST_PICTURE } from '../../src/views/picture/livePictures.ts';
import { useBrowser } from './helpers/browser.ts';
import { shown } from './helpers/explorerPage.ts';

/** Bytes of compressed JavaScript that the 2D view may take to start. */
const BUDGET = 200_000;

const dist = path.resolve(import.meta.dirname, '../../dist');
const browser = useBrowser();

describe('the start of the page', () => {
  it(`takes at most ${BUDGET / 1000} kB of compressed JavaScript`, () => {
    const code = startCode(dist);
    console.log(codeReport(code));
    expect(code.initialGzip).toBeLessThanOrEqual(BUDGET);
  });

  it('fetches no other code before the first picture', async () => {
    const asked: string[] = [];
    const page = await browser.open({ prepare: (opening) => Promise.resolve(opening.on('request', (request) => asked.push(request.url()))) });
    await shown(page);
    const scripts = await page.evaluate((mark) => {
      const [picture] = performance.getEntriesByName(mark);
      const before = performance.getEntriesByType('resource').filter(({ name, startTime }) => name.endsWith('.js') && startTime < picture!.startTime);
      return before.map(({ name }) => new URL(name).pathname.slice(1));
    }, FIRST_PICTURE);
    const { initial, worker } = startCode(dist);
    expect(initial.every(({ file }) => scripts.includes(file)), 'the scripts that count are those that load').toBe(true);
    expect(scripts.filter((file) => file !== worker.file && !initial.some((one) => one.file === file))).toEqual([]);
    expect(asked.filter((url) => url.endsWith('/catalog.json')), 'the preloaded catalog is the one that is read').toHaveLength(1);
  });
});

describe('code that does not arrive', () => {
  it('of a dialog is said over the page, and comes on another try', async () => {
    let broken = true;
    const page = await browser.open({
      expectedErrors: /Failed to load resource|Failed to fetch dynamically imported module|net::ERR/,
      prepare: (opening) => opening.route('**/HelpDialog-*.js', (route) => (broken ? route.abort() : route.continue())),
    });
    await shown(page);
    await page.keyboard.press('?');
    const failure = page.getByTestId('lazy-failure');
    await failure.waitFor();
    expect(await failure.textContent()).toContain('The list of keys could not be loaded');
    broken = false;
    await failure.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('dialog', { name: 'Help' }).waitFor();
    expect(await failure.count()).toBe(0);
  });

  it('of a tab is said in its place, and the rest of the page goes on', async () => {
    let broken = true;
    const page = await browser.open({
      expectedErrors: /Failed to load resource|Failed to fetch dynamically imported module|net::ERR/,
      prepare: (opening) => opening.route('**/LayersTab-*.js', (route) => (broken ? route.abort() : route.continue())),
    });
    await shown(page);
    await page.getByTestId('tab-layers').click();
    const failure = page.getByRole('tabpanel').getByTestId('lazy-failure');
    await failure.waitFor();
    expect(await page.getByTestId('plane-0').isVisible()).toBe(true);
    broken = false;
    await failure.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('tabpanel').locator('[data-chart]').first().waitFor();
  });
});
