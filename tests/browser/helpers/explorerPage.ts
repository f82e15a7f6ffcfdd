/** What the browser tests do again and again, in the words of a reader of the page. */
import type { Page } from 'playwright-core';

/** Waits until panel `panel` shows a finished analysis: its plane has nodes with coordinates and nothing is loading. */
export async function shown(page: Page, panel = 0): Promise<void> {
  await page.getByTestId(`node-${panel}-0`).waitFor({ state: 'attached', timeout: 30_000 });
  await page.waitForFunction(
    (index) => {
      const node = document.querySelector(`[data-testid="node-${index}-0"]`);
      return node !== null && node.hasAttribute('data-x') && document.querySelector(`[data-testid="panel-${index}"] [aria-busy="true"]`) === null;
    },
    panel,
    { timeout: 30_000 },
  );
}

/** Waits until no style is on its way from one value to another. */
export async function stillness(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState === 'finished'), null, { timeout: 30_000 });
}

export interface NodePoint {
  readonly x: number;
  readonly y: number;
}

/** Score coordinates of every node of a panel, in node order. */
export async function nodePoints(page: Page, panel = 0): Promise<NodePoint[]> {
  return page.evaluate((index) => {
    const points: { x: number; y: number }[] = [];
    for (let i = 0; ; i++) {
      const node = document.querySelector(`[data-testid="node-${index}-${i}"]`);
      if (node === null) return points;
      points.push({ x: Number(node.getAttribute('data-x')), y: Number(node.getAttribute('data-y')) });
    }
  }, panel);
}

/** Context length on the timeline, in tokens. */
export async function context(page: Page): Promise<number> {
  return Number(await page.getByTestId('timeline-slider').getAttribute('aria-valuenow'));
}

/** Mean distance between corresponding points. */
export function meanMove(from: readonly NodePoint[], to: readonly NodePoint[]): number {
  let sum = 0;
  from.forEach((point, i) => {
    sum += Math.hypot(point.x - to[i]!.x, point.y - to[i]!.y);
  });
  return sum / from.length;
}

/** Opens the rarer half of the controls: basis, axes, display and provenance. */
export async function openAdvanced(page: Page): Promise<void> {
  await page.getByTestId('advanced').click();
  await page.getByTestId('basis-joint').waitFor();
}
