import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NEWS_VIEWS } from '../../src/state/view/newsFields.ts';
import { useBrowser } from './helpers/browser.ts';
import { nodePoints } from './helpers/explorerPage.ts';

const browser = useBrowser();

const WEIGHTS = '#v=1&stage=weights';
const planted = ['fixtures/news-synthetic/planted.json', 'fixtures/news-synthetic/planted.safetensors'];

/** Until the runs are read and what the picture rests on is worked out. */
async function worked(page: Page): Promise<void> {
  await page.getByTestId('news-finding').or(page.getByTestId('news-stage').locator('[data-chart]').first()).first().waitFor({ timeout: 30_000 });
  await expect.poll(() => page.getByText(/^(Working out|Reading|Loading).*…$/).count(), { timeout: 30_000 }).toBe(0);
}

const dots = (page: Page) => page.getByTestId('dots').locator('circle').evaluateAll((circles) => circles.map((circle) => Number(circle.getAttribute('cx'))));

async function openFiles(page: Page, files: readonly string[]): Promise<void> {
  await page.keyboard.press('f');
  await page.getByTestId('file-input').setInputFiles([...files]);
}

describe.each([
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])('the weights stage at $width x $height', (viewport) => {
  it.each(['light', 'dark'] as const)('has no accessibility violation and no sideways scroll in any picture in %s', async (colorScheme) => {
    const page = await browser.reopen({ at: WEIGHTS, viewport, colorScheme });
    if (viewport.width < 720) await page.getByRole('button', { name: 'Details' }).click();
    for (const view of NEWS_VIEWS) {
      await page.getByTestId(`news-view-${view}`).click();
      await worked(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${view} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), view).toBeLessThanOrEqual(0);
    }
  }, 240_000);
});

describe('the switch between the stages', () => {
  it('opens the runs and comes back to the same view of the context', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-ring12-a&c=100' });
    await page.getByTestId('plane-0').waitFor();
    await page.getByTestId('stage-weights').click();
    await page.getByTestId('gap-chart').waitFor();
    await page.getByTestId('stage-context').click();
    await expect.poll(async () => (await nodePoints(page)).length).toBe(12);
    expect(await page.getByTestId('timeline-slider').getAttribute('aria-valuenow')).toBe('100');
  });

  it('is in the address, with what is chosen', async () => {
    const page = await browser.reopen({ at: `${WEIGHTS}&nm=accuracy&np=context%20own,naive` });
    await worked(page);
    await expect.poll(() => page.getByTestId('pair-verdict').textContent()).toMatch(/^\+0\.0\d on 25 news/);
    expect(await page.getByTestId('news-measure').inputValue()).toBe('accuracy');
  });

  it('is a step of undo', async () => {
    const page = await browser.reopen();
    await page.getByTestId('plane-0').waitFor();
    await page.getByTestId('stage-weights').click();
    await page.getByTestId('gap-chart').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByTestId('plane-0').waitFor();
  });
});

describe('the gap', () => {
  it('says what the planned tests say, with its doubts one press away', async () => {
    const page = await browser.reopen({ at: WEIGHTS });
    await worked(page);
    const finding = page.getByTestId('news-finding');
    expect(await finding.textContent()).toMatch(/^In context, the news makes a right answer \d\.\d times as probable as training on it does\./);
    await finding.locator('summary').click();
    await expect.poll(() => finding.getByText('One seed').isVisible()).toBe(true);
  });

  it('compares two conditions that are pressed one after the other, by mouse and by key', async () => {
    const page = await browser.reopen({ at: WEIGHTS });
    await worked(page);
    await page.getByTestId('row-context own').click();
    await page.getByTestId('row-paraphrase').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('pair-verdict').textContent()).toMatch(/ on 25 news, 95 %/);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByTestId('pair').waitFor({ state: 'detached' });
  });

  it('moves with training: the trained dots follow the timeline, the others stay', async () => {
    const page = await browser.reopen({ at: `${WEIGHTS}&nm=accuracy` });
    await worked(page);
    const end = await dots(page);
    await page.getByTestId('timeline-slider').focus();
    await page.keyboard.press('Home');
    await expect.poll(async () => (await dots(page))[2]).not.toBeCloseTo(end[2]!, 0);
    await worked(page);
    const begin = await dots(page);
    // Before training a trained model is the model itself.
    expect(begin[2]).toBeCloseTo(begin[0]!, 6);
    await page.getByTestId('play').click();
    await expect.poll(() => page.getByTestId('timeline-slider').getAttribute('aria-valuenow'), { timeout: 20_000 }).toBe('16');
    await worked(page);
    await expect.poll(() => dots(page)).toEqual(end);
  });

  it('counts only the kinds that are left in, and says so where none is', async () => {
    const page = await browser.reopen({ at: `${WEIGHTS}&nm=accuracy` });
    await worked(page);
    const all = await dots(page);
    await page.getByRole('checkbox', { name: 'direct' }).click();
    await expect.poll(() => dots(page)).not.toEqual(all);
    await page.reload();
    await worked(page);
    expect(await page.getByRole('checkbox', { name: 'direct' }).isChecked()).toBe(false);
  });
});

it('saves every figure as the table that Python prints of the same file', async () => {
  const page = await browser.reopen({ at: `${WEIGHTS}&nf=smollm2-135m` });
  await worked(page);
  const downloading = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByTestId('news-derived').click();
  const saved = await readFile(await (await downloading).path(), 'utf8');
  const [head, ...rows] = (await readFile('fixtures/news-runs/derived.csv', 'utf8')).split('\n');
  const own = rows.filter((row) => row.startsWith('smollm2-135m,'));
  expect(own.length).toBeGreaterThan(100);
  const parse = (text: readonly string[]) => text.map((row) => row.split(',').map((cell) => (cell === '' || Number.isNaN(Number(cell)) ? cell : expect.closeTo(Number(cell), 6) as unknown)));
  const [savedHead, ...savedRows] = saved.trimEnd().split('\n');
  expect(savedHead).toBe(head);
  expect(savedRows.map((row) => row.split(',').map((cell) => (cell === '' || Number.isNaN(Number(cell)) ? cell : Number(cell))))).toEqual(parse(own));
});

describe('the bridge', () => {
  it('moves its points to where training takes them, from one place, and opens the news that is pressed', async () => {
    const page = await browser.reopen({ at: `${WEIGHTS}&nv=bridge&x=0` });
    await page.getByTestId('bridge-plane').waitFor();
    await expect.poll(async () => (await nodePoints(page)).length, { timeout: 30_000 }).toBe(25);
    expect((await nodePoints(page)).every(({ x, y }) => Math.hypot(x, y) < 1e-3)).toBe(true);
    await page.getByTestId('timeline-slider').focus();
    await page.keyboard.press('End');
    await expect.poll(async () => Math.max(...(await nodePoints(page)).map(({ x, y }) => Math.hypot(x, y)))).toBeGreaterThan(1);
    await page.getByTestId('node-0-3').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('cell-details').waitFor();
  });

  it('says of the shadowed training what its cosines say', async () => {
    const page = await browser.reopen({ at: `${WEIGHTS}&nv=bridge&npr=selfqa.own` });
    const finding = page.getByTestId('news-finding');
    await expect.poll(() => finding.textContent(), { timeout: 30_000 }).toMatch(/does not move the answer where the news in context would: cosine −0\.0\d/);
  });

  it('asks for the states where they are not at hand', async () => {
    const page = await browser.reopen({ at: `${WEIGHTS}&nv=bridge&nf=smollm2-135m` });
    await expect.poll(() => page.getByTestId('bridge-chart').textContent(), { timeout: 30_000 }).toMatch(/hold no states/);
  });
});

describe('a reader’s own results', () => {
  it('open with their states, both dropped together, and show what was planted', async () => {
    const page = await browser.reopen();
    await page.getByTestId('plane-0').waitFor();
    await openFiles(page, planted);
    await page.getByTestId('gap-chart').waitFor();
    await page.getByTestId('news-measure').selectOption('accuracy');
    await worked(page);
    expect(await page.getByTestId('row-context own').getAttribute('title')).toMatch(/1\.00 \(1\.00 to 1\.00\)/);
    await page.getByTestId('news-view-bridge').click();
    await expect.poll(() => page.getByTestId('news-finding').textContent(), { timeout: 30_000 }).toMatch(/cosine 0\.50/);
  });

  it('shows news that no model has answered, of several files as one list, with the command that goes on', async () => {
    const page = await browser.reopen();
    await page.getByTestId('plane-0').waitFor();
    await openFiles(page, ['fixtures/news/kite.json', 'fixtures/news/tarn.json']);
    const list = page.getByTestId('unanswered-news');
    await expect.poll(() => list.textContent()).toMatch(/^2 news with 10 questions\..*contextscope news run/);
    await list.getByText('World Kite Games').first().click();
    await expect.poll(() => list.getByText('Which town will host the first World Kite Games?').isVisible()).toBe(true);
  });

  it.each([
    ['not JSON', '{"format": "contextscope-news/1", ', /JSON/],
    ['another version', '{"format": "contextscope-news/9"}', /contextscope-news\/9/],
    ['an unknown news', JSON.stringify({ format: 'contextscope-news/1', id: 'x', title: 'x', model: { id: 'm' }, news: [], protocols: [], contexts: [{ news: 'ghost', scores: {} }], runs: [] }), /ghost|news/],
  ])('are refused with file, field and remedy where they are %s, and what is shown stays', async (_, text, said) => {
    const page = await browser.reopen();
    await page.getByTestId('plane-0').waitFor();
    await page.keyboard.press('f');
    await page.getByTestId('file-input').setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    const notice = page.getByRole('alert').filter({ hasText: 'mine.json' }).first();
    await expect.poll(() => notice.textContent()).toMatch(said);
    await page.getByTestId('plane-0').waitFor();
  });
});
