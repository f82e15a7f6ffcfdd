import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { context, nodePoints, openAdvanced, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

describe('comparing', () => {
  it('draws four ring sizes under one timeline', async () => {
    const rings = [4, 8, 16, 32];
    const page = await browser.reopen({ at: `#v=1&p=${rings.map((n) => `gemma3-270m-ring${n}-a`).join(',')}` });
    for (const [panel, n] of rings.entries()) {
      await shown(page, panel);
      expect(await nodePoints(page, panel)).toHaveLength(n);
    }
    const before = await Promise.all(rings.map((_, panel) => nodePoints(page, panel)));
    await page.getByTestId('step-back').click();
    expect(await context(page)).toBe(400);
    for (const [panel] of rings.entries()) await expect.poll(() => nodePoints(page, panel)).not.toEqual(before[panel]);
  });

  it('offers the sizes of the recording in one click, smallest first, and goes back to one', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-ring12-a' });
    await shown(page);
    await page.getByTestId('compare-sizes').click();
    for (let panel = 0; panel <= 6; panel++) await shown(page, panel);
    const sizes = await Promise.all([0, 1, 2, 3, 4, 5, 6].map(async (panel) => (await nodePoints(page, panel)).length));
    expect(sizes).toEqual([4, 6, 8, 12, 16, 24, 32]);
    await page.getByTestId('single').click();
    await page.getByTestId('panel-1').waitFor({ state: 'detached' });
  });

  it('lays beside the picture all that could draw it without learning, and goes back to one', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-ring16-a' });
    await shown(page);
    await page.getByTestId('is-it-real').click();
    for (const panel of [0, 1, 2]) await shown(page, panel);
    await page.getByTestId('averaging-panel').locator('circle').first().waitFor();
    const titles = await page.getByTestId('panel-title').allTextContents();
    expect(titles).toHaveLength(4);
    expect(titles[1]).toMatch(/shuffled/i);
    expect(await page.getByTestId('panel-2').textContent()).toContain('embedding');
    await page.getByTestId('single').click();
    await page.getByTestId('averaging-panel').waitFor({ state: 'detached' });
    expect(await page.getByTestId('panel-title').count()).toBe(1);
  });

  it('shows a node hovered in one panel in every other', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-grid4x4-a:0,gemma3-270m-grid4x4-a:15' });
    await shown(page, 0);
    await shown(page, 1);
    const node = (await page.getByTestId('node-0-6').boundingBox())!;
    await page.mouse.move(node.x + node.width / 2, node.y + node.height / 2);
    await expect.poll(async () => page.getByTestId('node-1-6').getAttribute('data-emphasis')).toBe('active');
  });

  it('shows a context hovered on the timeline in every panel', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-ring8-a,gemma3-270m-ring16-a' });
    await shown(page, 0);
    await shown(page, 1);
    const track = (await page.getByTestId('timeline-slider').boundingBox())!;
    await page.mouse.move(track.x + track.width * 0.37, track.y + track.height / 2);
    for (const panel of [0, 1]) {
      await expect.poll(async () => page.getByTestId(`panel-${panel}`).textContent(), { message: `panel ${panel}` }).toMatch(/at 200 tok/);
    }
    expect(await context(page)).toBe(450);
  });

  it('synchronises by tokens per node when asked', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-ring8-a,gemma3-270m-ring16-a&c=200&sync=tokens-per-node' });
    await shown(page, 0);
    await shown(page, 1);
    expect(await page.getByTestId('panel-0').textContent()).toContain('200');
    expect(await page.getByTestId('panel-1').textContent()).toContain('400');
  });
});

describe('the weekday task', () => {
  it('shows PC 1-2 and PC 3-4 side by side in one click, with both rings drawn', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-weekdays-step3-a' });
    await shown(page);
    await openAdvanced(page);
    await page.getByTestId('pairs').click();
    await shown(page, 1);
    expect(await page.getByTestId('plane-0').textContent()).toContain('PC 2');
    expect(await page.getByTestId('plane-1').textContent()).toContain('PC 4');
    for (const panel of [0, 1]) {
      for (const role of ['context', 'reference']) {
        const lines = await page.getByTestId(`plane-${panel}`).locator(`[data-role="${role}"] path`).first().getAttribute('d');
        expect(lines!.match(/M/g), `${role} edges of panel ${panel}`).toHaveLength(7);
      }
    }
  });
});
