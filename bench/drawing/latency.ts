/** How many animation frames lie between an input and the first frame that shows its effect. */
import type { Page } from 'playwright-core';

const INPUTS = 12;

/**
 * Presses a key on an element and counts the frames until the first word of the picture has moved; 0 = within the
 * frame that the key arrived in. Sorted.
 */
export async function framesUntilMoved(page: Page, testId: string, keys: readonly string[]): Promise<readonly number[]> {
  await watchPicture(page);
  const frames: number[] = [];
  for (let i = 0; i < INPUTS; i++) {
    await page.getByTestId(testId).focus();
    await page.evaluate(() => (window as unknown as Watched).armWatch());
    await page.keyboard.press(keys[i % keys.length]!);
    await page.waitForFunction(() => (window as unknown as Watched).framesTaken() !== null, null, { polling: 50 });
    frames.push((await page.evaluate(() => (window as unknown as Watched).framesTaken()))!);
  }
  return frames.sort((a, b) => a - b);
}

interface Watched {
  readonly armWatch: () => void;
  readonly framesTaken: () => number | null;
}

/** Counts frames from the first key after `armWatch` to the first change of where the first word stands. */
function watchPicture(page: Page): Promise<void> {
  return page.evaluate(() => {
    let counting = false;
    let frames = 0;
    let taken: number | null = null;
    const tick = () => {
      if (counting) frames++;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    addEventListener('keydown', () => (counting = true), { capture: true });
    const node = document.querySelector('[data-testid="node-0-0"]')!;
    new MutationObserver(() => {
      if (!counting) return;
      // The frame in which the drawing happens has been counted already where the counter's callback ran before it.
      taken = Math.max(0, frames - 1);
      counting = false;
    }).observe(node, { attributes: true, attributeFilter: ['transform', 'data-x'] });
    Object.assign(window, {
      armWatch: () => {
        frames = 0;
        taken = null;
        counting = false;
      },
      framesTaken: () => taken,
    });
  });
}
