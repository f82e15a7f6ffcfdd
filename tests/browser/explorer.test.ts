import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { context, meanMove, nodePoints, openAdvanced, shown } from './helpers/explorerPage.ts';
import { atRest, pixelVariety } from './helpers/pixels.ts';

const browser = useBrowser();
const grid = '#v=1&p=gemma3-270m-grid4x4-a';

describe('opening the explorer', () => {
  it('shows the default sample at its last context and plays nothing', async () => {
    const page = await browser.open();
    await shown(page);
    const before = await nodePoints(page);
    expect(before).toHaveLength(16);
    expect(await context(page)).toBe(450);
    await page.waitForTimeout(500);
    expect(await nodePoints(page)).toEqual(before);
  });

  it('labels every word and names both axes with their explained variance', async () => {
    const page = await browser.reopen({ at: grid });
    await shown(page);
    const plane = page.getByTestId('plane-0');
    const words = await plane.locator('text').allTextContents();
    for (const word of ['apple', 'phone']) expect(words.join(' ')).toContain(word);
    expect(words.join(' ')).toMatch(/PC\s1 \(\d+(\.\d+)?\s?%\)/);
    expect(words.join(' ')).toMatch(/PC\s2 \(\d+(\.\d+)?\s?%\)/);
  });
});

describe('the timeline', () => {
  it('moves the words when scrubbed by keys, and comes back exactly', async () => {
    const page = await browser.reopen();
    await shown(page);
    const end = await nodePoints(page);
    await page.getByTestId('timeline-slider').focus();
    await page.keyboard.press('Home');
    expect(await context(page)).toBeLessThan(50);
    await expect.poll(async () => meanMove(end, await nodePoints(page))).toBeGreaterThan(0);
    await page.keyboard.press('End');
    expect(await context(page)).toBe(450);
    await expect.poll(() => nodePoints(page)).toEqual(end);
  });

  it('moves by one recorded context with the step buttons', async () => {
    const page = await browser.reopen();
    await shown(page);
    await page.getByTestId('step-back').click();
    expect(await context(page)).toBe(400);
    await page.getByTestId('step-forward').click();
    expect(await context(page)).toBe(450);
  });

  it('follows the pointer and says when it stands between two recorded contexts', async () => {
    const page = await browser.reopen();
    await shown(page);
    const box = (await page.getByTestId('timeline').boundingBox())!;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.9, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.537, y, { steps: 6 });
    await page.mouse.up();
    const tokens = await context(page);
    expect(tokens).toBeGreaterThan(100);
    expect(tokens).toBeLessThan(400);
  });

  it('plays forward through tweened contexts, marks them as between, and pauses', async () => {
    const page = await browser.reopen();
    await shown(page);
    await page.getByTestId('timeline-slider').focus();
    await page.keyboard.press('Home');
    const start = await context(page);
    await page.getByTestId('play').click();
    await page.waitForFunction(() => document.querySelector('[data-testid="between-mark"]')?.textContent?.includes('between'), undefined, { timeout: 10_000 });
    await page.getByTestId('play').click();
    const paused = await context(page);
    expect(paused).toBeGreaterThan(start);
    await page.waitForTimeout(300);
    expect(await context(page)).toBe(paused);
  });
});

describe('choosing what is drawn', () => {
  it('draws other coordinates for another layer and keeps the context', async () => {
    const page = await browser.reopen();
    await shown(page);
    const before = await nodePoints(page);
    await page.getByTestId('step-back').click();
    await page.getByTestId('layer-slider').getByRole('slider').focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(() => location.hash.includes(':0'), undefined, { timeout: 10_000 });
    await shown(page);
    await expect.poll(async () => meanMove(before, await nodePoints(page)), { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await context(page)).toBe(400);
  });

  it('puts another component on an axis and exchanges two when they collide', async () => {
    const page = await browser.reopen();
    await shown(page);
    const before = await nodePoints(page);
    await page.keyboard.press('Escape');
    await openAdvanced(page);
    await page.getByTestId('axis-x').selectOption('1');
    await expect.poll(async () => (await nodePoints(page))[3]!.x).toBeCloseTo(before[3]!.y, 5);
    expect((await nodePoints(page))[3]!.y).toBeCloseTo(before[3]!.x, 5);
  });

  it('analyses anew for every averaging window and basis', async () => {
    const page = await browser.reopen();
    await shown(page);
    // At the reference frame itself a reference basis and an aligned one agree, so look from an earlier context.
    for (let i = 0; i < 3; i++) await page.getByTestId('step-back').click();
    let last = await nodePoints(page);
    await openAdvanced(page);
    for (const control of ['window-last50', 'window-all', 'basis-reference', 'basis-aligned', 'basis-raw', 'basis-joint']) {
      await page.getByTestId(control).click();
      const previous = last;
      await expect.poll(async () => meanMove(previous, await nodePoints(page)), { timeout: 15_000, message: control }).toBeGreaterThan(0);
      await shown(page);
      last = await nodePoints(page);
    }
  });
});

describe('the plane', () => {
  it('shows a card on hover and keeps it on click, with the tokens behind the point', async () => {
    const page = await browser.reopen({ at: grid });
    await shown(page);
    const node = (await page.getByTestId('node-0-5').boundingBox())!;
    await page.mouse.move(node.x + node.width / 2, node.y + node.height / 2);
    const card = page.getByTestId('hover-card').first();
    await card.waitFor();
    expect(await card.textContent()).toMatch(/milk[\s\S]*row 2[\s\S]*tokens/);
    await page.mouse.click(node.x + node.width / 2, node.y + node.height / 2);
    await page.mouse.move(5, 5);
    expect(await card.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
  });

  it('keeps its zoom while the context steps, and resets on R', async () => {
    const page = await browser.reopen();
    await shown(page);
    const place = async () => (await page.getByTestId('node-0-0').boundingBox())!;
    const plane = (await page.getByTestId('plane-0').boundingBox())!;
    const home = await place();
    await page.mouse.move(plane.x + plane.width / 2, plane.y + plane.height / 2);
    await page.mouse.wheel(0, -400);
    await expect.poll(async () => Math.abs((await place()).x - home.x)).toBeGreaterThan(5);
    const zoomed = await place();
    await page.getByTestId('step-back').click();
    await page.getByTestId('step-forward').click();
    expect((await place()).x).toBeCloseTo(zoomed.x, 0);
    await page.mouse.move(plane.x + plane.width / 2, plane.y + plane.height / 2);
    await page.keyboard.press('r');
    await expect.poll(async () => Math.abs((await place()).x - home.x)).toBeLessThan(1);
  });
});

describe('the space', () => {
  it('draws pixels and turns when dragged', async () => {
    const page = await browser.reopen();
    await shown(page);
    await page.getByTestId('mode-space').click();
    const canvas = page.getByTestId('space-surface-0');
    await canvas.waitFor();
    await expect.poll(async () => pixelVariety(await canvas.screenshot()).colours, { timeout: 20_000 }).toBeGreaterThan(20);
    const before = await atRest(() => canvas.screenshot());
    const { colours, drawn } = pixelVariety(before);
    expect(colours).toBeGreaterThan(20);
    expect(drawn).toBeGreaterThan(0.005);
    const box = (await canvas.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.8);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.7, { steps: 8 });
    await page.mouse.up();
    await expect.poll(async () => (await canvas.screenshot()).equals(before)).toBe(false);
  });
});

describe('without WebGL', () => {
  const plain = useBrowser({ flags: ['--disable-3d-apis'] });
  it('stays with the plane and says why', async () => {
    const page = await plain.open({ expectedErrors: /WebGL/i });
    await shown(page);
    await page.getByTestId('mode-space').click();
    await expect.poll(async () => page.getByTestId('space-unavailable').textContent(), { timeout: 10_000 }).toMatch(/WebGL/);
    expect(await page.getByTestId('plane-0').isVisible()).toBe(true);
    expect(await page.getByTestId('measures').textContent()).not.toContain('PC 1-2-3');
  });
});
