import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { shown, stillness } from './helpers/explorerPage.ts';

const browser = useBrowser();
const ring12 = '#v=1&p=gemma3-270m-ring12-a';

async function openEditor(page: Page): Promise<void> {
  await shown(page);
  await page.keyboard.press('g');
  await page.getByTestId('graph-editor').waitFor();
}

async function dragBetween(page: Page, from: number, to: number): Promise<void> {
  const middle = async (node: number) => {
    const box = (await page.getByTestId(`graph-node-${node}`).locator('circle').boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const [start, end] = [await middle(from), await middle(to)];
  await page.mouse.move(...start);
  await page.mouse.down();
  await page.mouse.move(...end, { steps: 4 });
  await page.mouse.up();
}

const edges = (page: Page) => page.getByTestId('graph-edges').inputValue();

describe('the graph editor', () => {
  it('joins words by dragging, undoes within itself, and lays the graph beside the recording', async () => {
    const page = await browser.reopen({ at: ring12 });
    await openEditor(page);
    for (const [from, to] of [[0, 6], [1, 7], [2, 8]] as const) await dragBetween(page, from, to);
    expect((await edges(page)).split('\n')).toHaveLength(3);
    await page.getByTestId('graph-undo').click();
    expect((await edges(page)).split('\n')).toHaveLength(2);
    await page.getByTestId('graph-redo').click();
    await page.getByTestId('tool-move').click();
    await dragBetween(page, 0, 3);
    expect((await edges(page)).split('\n')).toHaveLength(3);
    await page.getByTestId('graph-title').fill('Diameters');
    await page.getByTestId('graph-use').click();
    await page.getByTestId('graph-editor').waitFor({ state: 'detached' });

    await page.getByTestId('advanced').click();
    await page.getByTestId('reference-custom:diameters').waitFor();
    expect(await page.getByTestId('reference-custom:diameters').isChecked()).toBe(true);
    await expect.poll(() => page.getByTestId('measures').textContent()).toContain('Diameters');
    await shown(page);

    // The address brings it to another page, undo takes it away.
    await page.waitForURL(/diameters/i);
    const other = await browser.open();
    await other.goto(page.url());
    await other.reload();
    await shown(other);
    await expect.poll(() => other.getByTestId('measures').textContent()).toContain('Diameters');
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByTestId('measures').textContent()).not.toContain('Diameters');
    expect(await page.getByTestId('reference-custom:diameters').count()).toBe(0);
  });

  it('says which lines of a pasted list cannot be read, and draws it once they can', async () => {
    const page = await browser.reopen({ at: ring12 });
    await openEditor(page);
    await page.getByTestId('graph-edges').fill('0 1\n0 nowhere\n<img src=x onerror=alert(1)> 2');
    await expect.poll(() => page.getByTestId('graph-faults').textContent()).toMatch(/Line 2: “nowhere”.*Line 3: /);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.getByTestId('graph-checks').textContent()).toContain('0 edges');
    expect(await page.getByTestId('graph-use').isDisabled()).toBe(true);
    await page.getByTestId('graph-edges').fill('0 1\n1 2\n2 0');
    await expect.poll(() => page.getByTestId('graph-checks').textContent()).toContain('3 edges');
    for (const kind of ['ring', 'grid', 'spectral', 'force']) await page.getByTestId(`layout-${kind}`).click();
    expect(await page.getByTestId('graph-edges').inputValue()).toBe('0 1\n1 2\n2 0');
  });

  it('exports names of the reader\'s own for the recorder, and reads them back', async () => {
    const page = await browser.reopen({ at: ring12 });
    await openEditor(page);
    await page.getByTestId('names-own').click();
    await page.getByTestId('graph-names').fill('north\neast\nsouth\nwest');
    await page.getByTestId('graph-edges').fill('north east\neast south\nsouth west\nwest north');
    await page.getByTestId('graph-title').fill('Compass');
    expect(await page.getByTestId('graph-use').isDisabled()).toBe(true);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('graph-export').click()]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ title: 'Compass', nodes: ['north', 'east', 'south', 'west'], edges: [[0, 1], [0, 3], [1, 2], [2, 3]] });
    await page.getByTestId('names-words').click();
    await page.getByTestId('graph-import').setInputFiles([{ name: 'compass.json', mimeType: 'application/json', buffer: Buffer.from(text) }]);
    await expect.poll(() => page.getByTestId('graph-names').inputValue()).toBe('north\neast\nsouth\nwest');
    await page.getByTestId('graph-import').setInputFiles([{ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{"nodes": 2, "edges": [[0, 5]]}') }]);
    await page.getByText('is not one of the 2 nodes').waitFor();
  });

  it('keeps an unfinished drawing while it is closed', async () => {
    const page = await browser.reopen({ at: ring12 });
    await openEditor(page);
    await dragBetween(page, 0, 6);
    const drawn = await edges(page);
    await page.keyboard.press('Escape');
    await page.getByTestId('graph-editor').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    expect(await edges(page)).toBe(drawn);
  });

  it.each([
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])('has no accessibility violation at $width, nor has the share popover', async (viewport) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.reopen({ at: ring12, viewport, colorScheme });
      const violations = async () => {
        const found = await new AxeBuilder({ page }).analyze();
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
      };
      await shown(page);
      await page.getByTestId('share').click();
      await page.getByTestId('share-link').waitFor();
      await stillness(page);
      expect(await violations()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('g');
      await page.getByTestId('graph-edges').fill('0 1\n0 nowhere');
      await page.getByTestId('graph-faults').getByText('nowhere').waitFor();
      await stillness(page);
      expect(await violations()).toEqual([]);
      await page.keyboard.press('Escape');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
});
