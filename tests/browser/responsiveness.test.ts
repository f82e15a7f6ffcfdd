import { expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { openAdvanced, shown } from './helpers/explorerPage.ts';

const browser = useBrowser();

/**
 * The page must not block while the worker analyses. A second is no measure on an unknown machine, so the longest gap
 * between two turns of the page's event loop is compared, in the same run, with the time that the layer took.
 */
it('keeps turning its event loop while the largest layer loads', async () => {
  const page = await browser.open({ at: '#v=1&p=qwen25-coder-1.5b-grid4x4-a' });
  await shown(page);
  await page.evaluate(() => {
    const turns = { longest: 0, last: performance.now(), tasks: [] as number[] };
    Object.assign(window, { turns });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) turns.tasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    const turn = () => {
      const now = performance.now();
      turns.longest = Math.max(turns.longest, now - turns.last);
      turns.last = now;
      setTimeout(turn, 0);
    };
    turn();
  });
  const started = Date.now();
  await openAdvanced(page);
  for (const basis of ['raw', 'joint']) {
    await page.getByTestId('layer-slider').getByRole('slider').focus();
    await page.keyboard.press(basis === 'raw' ? 'Home' : 'End');
    await page.getByTestId(`basis-${basis}`).click();
    await page.waitForTimeout(100);
    await shown(page);
  }
  const elapsed = Date.now() - started;
  const turns = await page.evaluate(() => (window as unknown as { turns: { longest: number; tasks: number[] } }).turns);
  const longest = Math.max(0, ...turns.tasks);
  console.log(`longest main-thread task ${longest.toFixed(0)} ms, longest event-loop gap ${turns.longest.toFixed(0)} ms, of ${elapsed} ms spent loading two layers`);
  expect(turns.longest).toBeLessThan(elapsed / 3);
});
