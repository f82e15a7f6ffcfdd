import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { shown } from './helpers/explorerPage.ts';
import { traceMainThread, type MainThreadTrace } from './helpers/mainThreadTrace.ts';

const browser = useBrowser({ own: true });

/**
 * A task over 50 ms makes a page feel stuck, but milliseconds are no measure on an unknown machine. So tasks are counted in
 * CPU time of their thread, which other processes do not lengthen, and held against a fixed piece of work in the same page:
 * some 50 ms of a small machine in the cloud.
 */
const STEPS = 25_000_000;

function fixedWork(steps: number): number {
  const table = new Float64Array(1 << 16);
  let state = 1;
  for (let i = 0; i < steps; i++) {
    state = (Math.imul(state, 48271) >>> 0) % 65536;
    table[state]! += Math.sqrt(i);
  }
  return table[1]!;
}

const trace = (page: Page, act: () => Promise<unknown>): Promise<MainThreadTrace> => traceMainThread(page.context().browser()!, page, act);
const longest = ({ tasks }: MainThreadTrace) => Math.max(...tasks.map(({ cpu }) => cpu));

/** CPU milliseconds of the fixed work: the least of several, for a machine is not faster than it is. */
async function calibration(page: Page): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 4; run++) runs.push(longest(await trace(page, () => page.evaluate(fixedWork, STEPS))));
  return Math.min(...runs);
}

/** Share of 50 ms that one of 60 frames a second has. */
const FRAME = 1000 / 60 / 50;

async function expectNoLongTask(page: Page, what: string, act: () => Promise<unknown>): Promise<void> {
  const limit = await calibration(page);
  const traced = await trace(page, act);
  const median = [...traced.frames].sort((a, b) => a - b)[traced.frames.length >> 1]!;
  const share = (cpu: number) => `${((100 * cpu) / limit).toFixed(0)} %`;
  console.log(`${what}: longest of ${traced.tasks.length} tasks ${share(longest(traced))} of the fixed work, median of ${traced.frames.length} frames ${share(median)}`);
  expect(traced.tasks.length, 'tasks in the trace').toBeGreaterThan(10);
  expect(longest(traced), what).toBeLessThan(limit);
  expect(median, `${what}, in the middle frame`).toBeLessThan(FRAME * limit);
}

describe('no task of the main thread is long', () => {
  it('while a sample is scrubbed', async () => {
    const page = await browser.open();
    await shown(page);
    const box = (await page.getByTestId('timeline-slider').boundingBox())!;
    const y = box.y + box.height / 2;
    await expectNoLongTask(page, 'scrubbing', async () => {
      await page.mouse.move(box.x + 0.1 * box.width, y);
      await page.mouse.down();
      for (let i = 0; i <= 60; i++) await page.mouse.move(box.x + (0.1 + 0.013 * i) * box.width, y);
      await page.mouse.up();
    });
    expect(Number(await page.getByTestId('timeline-slider').getAttribute('aria-valuenow'))).toBeGreaterThan(300);
  });

  it('while eight panels are played', async () => {
    const page = await browser.open({ at: `#v=1&c=10&speed=8&p=${Array.from({ length: 8 }, () => 'gemma3-270m-grid4x4-a').join(',')}` });
    for (let panel = 0; panel < 8; panel++) await shown(page, panel);
    await expectNoLongTask(page, 'playing', async () => {
      await page.getByTestId('play').click();
      await page.waitForTimeout(2000);
      await page.getByTestId('play').click();
    });
    expect(Number(await page.getByTestId('timeline-slider').getAttribute('aria-valuenow'))).toBeGreaterThan(20);
  });

  it('while another sample loads', async () => {
    const page = await browser.open();
    await shown(page);
    await expectNoLongTask(page, 'loading', async () => {
      await page.evaluate((hash) => (location.hash = hash), '#v=1&p=gemma3-270m-grid4x4-a');
      await page.locator('[data-testid="panel-0"] [data-testid="panel-title"]', { hasText: 'Grid' }).waitFor();
      await shown(page);
      await page.waitForTimeout(500);
    });
  });
});
