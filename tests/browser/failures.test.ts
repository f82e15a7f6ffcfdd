import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { nodePoints, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();
const malformed = (name: string) => path.resolve('fixtures/malformed', `${name}.safetensors`);

describe('a damaged file', () => {
  it.each([
    ['truncated-data', /truncated|bytes/i],
    ['unknown-version', /contextscope\/2/],
    ['nan-residual', /finite|NaN/i],
    ['shape-disagrees', /shape/i],
  ])('%s: says what is wrong and what to do, and the last good view stays', async (name, message) => {
    const page = await browser.reopen();
    await shown(page);
    const before = await nodePoints(page);
    await page.getByTestId('file-input').setInputFiles(malformed(name));
    const notice = page.getByTestId('notice').first();
    await notice.waitFor();
    const text = (await notice.textContent())!;
    expect(text).toContain(name);
    expect(text).toMatch(message);
    expect(await page.getByTestId('plane-0').isVisible()).toBe(true);
    expect(await nodePoints(page)).toEqual(before);
  });

  it('may be opened twice without emptying the stage', async () => {
    const page = await browser.reopen();
    await shown(page);
    const before = await nodePoints(page);
    for (let i = 0; i < 2; i++) {
      await page.getByTestId('file-input').setInputFiles(malformed('nan-residual'));
      await page.getByTestId('notice').first().waitFor();
      await page.waitForTimeout(500);
    }
    expect(await nodePoints(page)).toEqual(before);
  });

  it('shows markup in labels as text', async () => {
    const page = await browser.reopen();
    await shown(page);
    await page.getByTestId('file-input').setInputFiles(malformed('html-labels'));
    await expect.poll(async () => page.getByTestId('plane-0').textContent(), { timeout: 15_000 }).toContain('<');
    expect(await page.locator('main img, main script').count()).toBe(0);
  });
});

describe('a recording that cannot be fetched', () => {
  it('says that it is missing while the shown recording stays, and opens it on retry', async () => {
    let missing = true;
    const page = await browser.open({
      expectedErrors: /404|Failed to load resource/,
      prepare: (opening) =>
        opening.route('**/gemma3-270m-ring12-a.safetensors', (route) => (missing ? route.fulfill({ status: 404, body: 'gone' }) : route.continue())),
    });
    await shown(page);
    await page.evaluate(() => {
      location.hash = '#v=1&p=gemma3-270m-ring12-a';
    });
    await expect.poll(async () => page.locator('body').textContent(), { timeout: 15_000 }).toMatch(/404|not found|missing/i);
    expect(await page.getByTestId('plane-0').isVisible()).toBe(true);
    expect(await page.getByTestId('panel-0').textContent(), 'the panel names what it shows, not what failed').toContain('Ring of 16');
    missing = false;
    await page.getByRole('button', { name: /try again|retry/i }).first().click();
    await expect.poll(async () => (await nodePoints(page)).length, { timeout: 15_000 }).toBe(12);
  });

  it('is named by its address, and told to be missing by the page\'s own server', async () => {
    const page = await browser.open({ at: '?recording=samples/none.safetensors', expectedErrors: /404|Failed to load resource/ });
    await expect.poll(async () => page.locator('main').textContent(), { timeout: 15_000 }).toContain('There is no recording at');
    expect(await page.getByTestId('panel-0').textContent()).toMatch(/https?:\S+\/samples\/none\.safetensors/);
    expect(await page.locator('body').textContent()).not.toContain('url:http');
  });

  it('says that the catalog is missing', async () => {
    const page = await browser.open({
      expectedErrors: /404|Failed to load resource/,
      prepare: (opening) => opening.route('**/catalog.json', (route) => route.fulfill({ status: 404, body: '' })),
    });
    await expect.poll(async () => page.locator('body').textContent(), { timeout: 15_000 }).toMatch(/catalog/i);
  });
});
