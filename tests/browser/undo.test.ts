import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { context, nodePoints, openAdvanced, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();
const ring8 = readFileSync(new URL('../../fixtures/synthetic/ring8-tiny.safetensors', import.meta.url));

async function scrub(page: Page, from: number, to: number): Promise<void> {
  const box = (await page.getByTestId('timeline-slider').boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * ((from + to) / 2), y, { steps: 4 });
  await page.waitForTimeout(1000);
  await page.mouse.move(box.x + box.width * to, y, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(50);
}

describe('undo', () => {
  it('takes back a scrub as one step, though the pointer rested on the way', async () => {
    const page = await browser.reopen();
    await shown(page);
    const end = await nodePoints(page);
    expect(await page.getByTestId('undo').isDisabled()).toBe(true);
    await scrub(page, 0.8, 0.3);
    const scrubbed = await context(page);
    expect(scrubbed).toBeLessThan(300);
    expect(await page.getByTestId('undo').getAttribute('title')).toContain('context');
    await page.keyboard.press('Control+z');
    expect(await context(page)).toBe(450);
    expect(await nodePoints(page)).toEqual(end);
    expect(await page.getByTestId('undo').isDisabled()).toBe(true);
    await page.keyboard.press('Control+Shift+z');
    expect(await context(page)).toBe(scrubbed);
  });

  it('is one step for a slider drag, by key from the slider itself', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-ring12-a' });
    await shown(page);
    const slider = page.getByTestId('layer-slider').locator('input');
    const before = await slider.inputValue();
    const box = (await slider.boundingBox())!;
    await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
    await page.waitForTimeout(900);
    await page.mouse.move(box.x + 6, box.y + box.height / 2, { steps: 3 });
    await page.mouse.up();
    expect(await slider.inputValue()).toBe('0');
    await page.waitForTimeout(50);
    await page.keyboard.press('Control+z');
    await expect.poll(() => slider.inputValue()).toBe(before);
    expect(await page.getByTestId('undo').isDisabled()).toBe(true);
  });

  it('goes with the browser\'s back: each takes back what the other did', async () => {
    const page = await browser.reopen();
    await shown(page);
    const joint = await nodePoints(page);
    await openAdvanced(page);
    await page.getByTestId('basis-raw').click();
    await expect.poll(() => nodePoints(page)).not.toEqual(joint);
    await shown(page);
    const raw = await nodePoints(page);
    await page.waitForTimeout(900);
    await page.getByTestId('undo').click();
    await expect.poll(() => nodePoints(page)).toEqual(joint);
    await page.waitForTimeout(900);
    await page.goBack();
    await expect.poll(() => nodePoints(page)).toEqual(raw);
    await page.getByTestId('undo').click();
    await expect.poll(() => nodePoints(page)).toEqual(joint);
    await page.waitForTimeout(900);
    expect(page.url()).not.toContain('b=raw');
  });
});

describe('sharing', () => {
  it('copies a link that brings back the view, and warns that this address is local', async () => {
    const page = await browser.open({ at: '#v=1&p=gemma3-270m-ring12-a', permissions: ['clipboard-read', 'clipboard-write'] });
    await shown(page);
    await openAdvanced(page);
    await page.getByTestId('basis-raw').click();
    await page.getByTestId('share').click();
    expect(await page.getByTestId('share-link').inputValue()).toContain('p=gemma3-270m-ring12-a&b=raw');
    expect(await page.getByText('the link works nowhere else').isVisible()).toBe(true);
    await page.getByTestId('copy-link').click();
    await page.getByText('Copied.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await browser.open();
    await other.goto(link);
    await shown(other);
    expect(await nodePoints(other)).toEqual(await nodePoints(page));
  });

  it('saves a view of a local file that opens again with the same file, and says so when another has its name', async () => {
    const page = await browser.reopen();
    await shown(page);
    const mine = { name: 'mine.safetensors', mimeType: '', buffer: ring8 };
    await page.getByTestId('file-input').setInputFiles([mine]);
    await expect.poll(async () => (await nodePoints(page)).length).toBe(8);
    await shown(page);
    await openAdvanced(page);
    await page.getByTestId('basis-raw').click();
    await page.getByTestId('step-back').click();
    await shown(page);
    const before = await nodePoints(page);
    const at = await context(page);
    await page.getByTestId('share').click();
    expect(await page.getByTestId('no-link').textContent()).toContain('mine.safetensors');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-view').click()]);
    expect(download.suggestedFilename()).toMatch(/\.contextscope\.json$/);
    const saved = { name: download.suggestedFilename(), mimeType: 'application/json', buffer: readFileSync(await download.path()) };

    const again = await browser.open();
    await shown(again);
    await again.getByTestId('file-input').setInputFiles([saved]);
    await again.getByTestId('saved-view').waitFor();
    await expect.poll(() => again.getByTestId('saved-recording').getAttribute('data-match')).toBe('missing');
    await again.getByTestId('saved-files').setInputFiles([mine]);
    await again.getByTestId('saved-view').waitFor({ state: 'detached' });
    await shown(again);
    expect(await nodePoints(again)).toEqual(before);
    expect(await context(again)).toBe(at);

    // One bit of one activation is another: the last byte of the last layer.
    const changed = Buffer.from(ring8);
    changed[changed.length - 4]! ^= 1;
    const third = await browser.open();
    await shown(third);
    await third.getByTestId('file-input').setInputFiles([saved]);
    await expect.poll(() => third.getByTestId('saved-recording').getAttribute('data-match')).toBe('missing');
    await third.getByTestId('saved-files').setInputFiles([{ ...mine, buffer: changed }]);
    await expect.poll(() => third.getByTestId('saved-recording').getAttribute('data-match')).toBe('other');
    expect(await third.getByTestId('saved-view').textContent()).toContain('the figures may differ');
    await third.getByTestId('show-saved').click();
    await third.getByTestId('saved-view').waitFor({ state: 'detached' });
    await shown(third);
    expect(await context(third)).toBe(at);
    expect(await nodePoints(third)).toHaveLength(8);
  });

  it('refuses a damaged saved view with its reason, and the view stays', async () => {
    const page = await browser.reopen();
    await shown(page);
    await page.getByTestId('file-input').setInputFiles([
      { name: 'x.contextscope.json', mimeType: 'application/json', buffer: Buffer.from('{"format": "contextscope-view/1", "view": "<img src=x onerror=alert(1)>"}') },
    ]);
    await page.getByTestId('notice').first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await nodePoints(page)).toHaveLength(16);
  });
});
