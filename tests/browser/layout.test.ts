/** The picture first: at every size, for every number of panels and on both stages, nothing that carries a number is cut and the picture keeps its room. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

/** The last is 1440x900 at 200 %. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1366, height: 620 },
  { width: 1280, height: 577 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  { width: 360, height: 740 },
  { width: 720, height: 450 },
];

const RING = 'gemma3-270m-ring16-a';
/** Four sizes, and eight layers. */
const PANELS: readonly (readonly [count: number, at: string])[] = [1, 2, 4, 8].map((count) => [
  count,
  `#v=1&p=${Array.from({ length: count }, (_, i) => (i === 0 ? RING : `${RING}:${[0, 6, 9, 12, 15, 17, 18][i - 1]}:1.2.3`)).join()}`,
]);

const STAGE_SHARE = 0.6;
const STAGE_LEAST = 320;
/** Of a picture alone, and of one among several. */
const PICTURE_LEAST = { alone: 270, among: 140 };
const VERDICT_MOST = 72;

const isPhone = ({ width }: { readonly width: number }) => width < 720;

/** Elements of the page, by their words, whose text has a digit and does not fit into them or the window. */
async function cutNumbers(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const cut: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('main *, [data-testid="timeline"] *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\d/.test(node.textContent ?? ''));
      if (!own || element.closest('[data-layer], title, option, select, [role="grid"], [data-overlay]') !== null) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(element).visibility === 'hidden') continue;
      for (let around: Element | null = element; around !== null; around = around.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(around);
        const outer = around.getBoundingClientRect();
        // What scrolls shows the rest; what is hidden does not. A title in words may end in an ellipsis.
        const hides = overflowX === 'hidden' || overflowX === 'clip' || around === document.documentElement;
        if (hides && textOverflow !== 'ellipsis' && (box.right > outer.right + 1 || box.left < outer.left - 1)) cut.push(`${element.textContent} in ${around.tagName}.${around.className}`);
      }
      if (element.matches('[data-testid="panel-figures"] *, [data-testid="timeline"] *') && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') cut.push(`${element.textContent} is wider than its place`);
    }
    return cut;
  });
}

const heightOf = async (page: Page, selector: string): Promise<number> => (await page.locator(selector).first().boundingBox())?.height ?? 0;
const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe.each(SIZES)('at $width x $height', (viewport) => {
  const options = { viewport, ...(isPhone(viewport) && { hasTouch: true, isMobile: true }) };

  it.each(PANELS)('shows %i panels with all their numbers', async (count, at) => {
    const page = await browser.open({ ...options, at });
    for (let panel = 0; panel < count; panel++) await shown(page, panel);
    await page.getByTestId('verdict-sentence').waitFor();
    expect(await cutNumbers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    const stage = await heightOf(page, '[data-stage-grid]');
    expect(stage).toBeGreaterThanOrEqual(STAGE_LEAST);
    if (!isPhone(viewport)) expect(stage).toBeGreaterThanOrEqual(STAGE_SHARE * viewport.height - 1);
    for (let panel = 0; panel < count; panel++) expect(await heightOf(page, `[data-testid="plane-${panel}"]`), `picture ${panel}`).toBeGreaterThanOrEqual(count === 1 ? PICTURE_LEAST.alone : PICTURE_LEAST.among);
    expect(await heightOf(page, '[data-testid="finding"]')).toBeLessThanOrEqual(VERDICT_MOST);
  });

  it('shows the weights stage with all its numbers', async () => {
    const page = await browser.open({ ...options, at: '#v=1&stage=weights' });
    await page.getByTestId('news-stage').locator('[data-chart]').first().waitFor({ timeout: 30_000 });
    await page.getByTestId('timeline-slider').waitFor();
    expect(await cutNumbers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await heightOf(page, '[data-testid="news-stage"]')).toBeGreaterThanOrEqual(isPhone(viewport) ? STAGE_LEAST : Math.max(STAGE_LEAST, STAGE_SHARE * viewport.height - 1));
  });
});

it('keeps every part where it is when a tab opens, a panel gets the focus, details open or a word is pinned', async () => {
  const page = await browser.open({ viewport: { width: 1366, height: 620 }, at: PANELS[1]![1] });
  await shown(page);
  await shown(page, 1);
  await page.getByTestId('verdict-sentence').waitFor();
  const places = () =>
    page.evaluate(() =>
      ['[data-stage-grid]', '[data-testid="timeline"]', '[data-testid="finding"]', '[data-testid="measures"]', '[data-testid="panel-0"]', '[data-testid="plane-0"]', '[data-testid="plane-1"]'].map((selector) => {
        const { x, y, width, height } = document.querySelector(selector)!.getBoundingClientRect();
        return [selector, x, y, width, height];
      }),
    );
  const before = await places();
  for (const tab of ['curves', 'layers', 'nulls', 'spectrum', 'scaling', 'cursor']) {
    await page.getByTestId(`tab-${tab}`).click();
    expect(await places(), tab).toEqual(before);
  }
  await page.getByTestId('panel-1').getByTestId('panel-title').click();
  expect(await places(), 'focus').toEqual(before);
  await page.getByTestId('verdict-details').click();
  await page.getByTestId('verdict-drawer').waitFor();
  expect(await places(), 'details').toEqual(before);
  await page.keyboard.press('Escape');
  await page.getByTestId('verdict-drawer').waitFor({ state: 'detached' });
});

it('lets nothing cover the measures of a phone', async () => {
  const page = await browser.open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await shown(page);
  await page.getByRole('button', { name: 'Measures' }).click();
  const last = page.getByTestId('measures').locator('section').last();
  await last.scrollIntoViewIfNeeded();
  const covered = await last.evaluate((element) => {
    const { left, width, bottom } = element.getBoundingClientRect();
    const top = document.elementFromPoint(left + width / 2, Math.min(bottom, window.innerHeight) - 4);
    return top === null || !element.contains(top);
  });
  expect(covered).toBe(false);
});
