import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { StoryClaim } from '../../src/state/stories/story.ts';
import { useBrowser } from './helpers/browser.ts';

const browser = useBrowser();

interface PlayedStory {
  readonly id: string;
  readonly steps: readonly { readonly ring?: string; readonly then?: string; readonly claims?: readonly StoryClaim[] }[];
}

const stories = readdirSync('public/stories')
  .filter((file) => file !== 'index.json')
  .map((file) => JSON.parse(readFileSync(`public/stories/${file}`, 'utf8')) as PlayedStory);

async function said(page: Page, { testId, attribute }: StoryClaim): Promise<string> {
  const element = page.getByTestId(testId).first();
  return ((await (attribute === undefined ? element.textContent({ timeout: 1000 }) : element.getAttribute(attribute, { timeout: 1000 }))) ?? '').replaceAll('−', '-');
}

async function holds(page: Page, claim: StoryClaim): Promise<void> {
  const text = () => said(page, claim).catch(() => '');
  const number = async () => Number(/[-+]?\d+(\.\d+)?/.exec(await text())?.[0] ?? NaN);
  const patience = { timeout: 40_000, message: JSON.stringify(claim) };
  if (claim.matches !== undefined) await expect.poll(text, patience).toMatch(new RegExp(claim.matches));
  if (claim.above !== undefined) await expect.poll(number, patience).toBeGreaterThan(claim.above);
  if (claim.below !== undefined) await expect.poll(number, patience).toBeLessThan(claim.below);
}

describe.each(stories.map((story) => [story.id, story] as const))('the story %s', (id, { steps }) => {
  it('plays from its first step to its last, rings what it speaks of, and what it claims is so', async () => {
    const page = await browser.reopen({ at: `#story=${id}/1` });
    for (const [i, step] of steps.entries()) {
      await expect.poll(() => page.getByTestId('story').getAttribute('data-step'), { timeout: 20_000 }).toBe(String(i + 1));
      if (step.ring !== undefined) await page.getByTestId('story-ring').waitFor({ timeout: 40_000 });
      for (const claim of step.claims ?? []) await holds(page, claim);
      if (step.then === 'play') await expect.poll(() => page.getByTestId('play').getAttribute('aria-label'), { timeout: 20_000 }).toMatch(/Pause|Play/);
      await page.getByTestId('story').press('ArrowRight');
    }
    await page.getByTestId('story').waitFor({ state: 'detached' });
  }, 240_000);
});

it('a link leads to a step, Escape leaves, and the view stays', async () => {
  const page = await browser.reopen({ at: '#story=the-gap/5' });
  await page.getByTestId('shadow-chart').waitFor({ timeout: 30_000 });
  await page.getByTestId('story').press('Escape');
  await page.getByTestId('story').waitFor({ state: 'detached' });
  await page.getByTestId('shadow-chart').waitFor();
});

it('tours are begun from the header and from Help, and one that is not there says so', async () => {
  const page = await browser.reopen({ at: '', expectedErrors: /404/ });
  await page.getByTestId('plane-0').waitFor();
  await page.getByTestId('tour').click();
  await page.getByTestId('story').waitFor();
  await page.getByRole('button', { name: 'Skip' }).click();
  await page.getByTestId('help').click();
  await page.getByTestId('story-weekdays').click();
  await expect.poll(() => page.getByTestId('story').textContent()).toMatch(/^Weekdays/);
  const missing = await browser.reopen({ at: '#story=no-such-story/1', expectedErrors: /404/ });
  await expect.poll(() => missing.getByText('The story could not be opened').count(), { timeout: 20_000 }).toBe(1);
});
