import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { pngText } from '../../src/core/export/pngText.ts';
import { readManifest } from '../../src/core/export/readManifest.ts';
import { readNpy, readNpyWords, readNpz } from '../helpers/npz.ts';
import { useBrowser } from './helpers/browser.ts';
import { openAdvanced, shown } from './helpers/explorerPage.ts';
import { pixelVariety } from './helpers/pixels.ts';

const browser = useBrowser();

const catalog = JSON.parse(await readFile(new URL('../../fixtures/catalog.json', import.meta.url), 'utf8')) as { recordings: { id: string; sha256: string }[] };
const hashOf = (id: string) => catalog.recordings.find((entry) => entry.id === id)!.sha256;

async function openExport(page: Page, tab: 'picture' | 'video' | 'data'): Promise<void> {
  await page.getByTestId('export').click();
  await page.getByTestId(`export-${tab}`).click();
}

interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Presses the button and takes what is saved. */
async function save(page: Page, files = 1): Promise<readonly Saved[]> {
  const downloads: Download[] = [];
  const take = (download: Download) => void downloads.push(download);
  page.on('download', take);
  await page.getByTestId('export-run').click();
  await page.getByTestId('export-saved').waitFor({ timeout: 120_000 });
  while (downloads.length < files) await page.waitForTimeout(50);
  page.off('download', take);
  return Promise.all(downloads.map(async (download) => ({ name: download.suggestedFilename(), bytes: await readFile(await download.path()) })));
}

async function manifestOf(bytes: Uint8Array) {
  const reading = await readManifest(bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.manifest;
}

/** Opens a file as a page of its own, as any viewer would. */
async function drawn(page: Page, svg: Buffer): Promise<Buffer> {
  await page.goto(`data:image/svg+xml;base64,${svg.toString('base64')}`);
  return page.screenshot();
}

describe('a picture', () => {
  it('is saved as SVG that stands alone, with every word as text and its manifest inside', async () => {
    const page = await browser.reopen({ at: '#v=1&p=gemma3-270m-weekdays-step3-a&c=120' });
    await shown(page);
    const words = await page.getByTestId('plane-0').locator('[data-layer="labels"] text').evaluateAll((texts) => texts.map((text) => [text.textContent, text.getAttribute('x'), text.getAttribute('y')]));
    await openExport(page, 'picture');
    await page.getByTestId('export-svg').click();
    const [file] = await save(page);
    const svg = file!.bytes.toString();
    expect(svg).not.toMatch(/class=|style=|<script|var\(--/);
    const manifest = await manifestOf(file!.bytes);
    expect(manifest.panels[0]).toMatchObject({ context: 120, between: true, data: { sha256: hashOf('gemma3-270m-weekdays-step3-a') } });
    // The page itself makes no markup from text.
    const blank = await page.context().newPage();
    const parsed = await blank.evaluate((text) => {
      const xml = new DOMParser().parseFromString(text, 'image/svg+xml');
      const texts = [...xml.querySelectorAll('text:not([aria-hidden])')];
      return { broken: xml.querySelector('parsererror') !== null, words: texts.map((element) => [element.textContent, element.getAttribute('x'), element.getAttribute('y')]) };
    }, svg);
    expect(parsed.broken).toBe(false);
    // Labels lie where they lie on the screen.
    expect(words.length).toBe(7);
    for (const word of words) expect(parsed.words).toContainEqual(word);
    for (const text of ['Weekdays, step 3', 'Context 120 tokens', 'Calendar']) expect(parsed.words.map(([word]) => word)).toContain(text);
    expect(pixelVariety(await drawn(page, file!.bytes)).colours).toBeGreaterThan(20);
  });

  it('is saved as PNG at the chosen scale, with the size that was announced', async () => {
    const page = await browser.reopen();
    await shown(page);
    await openExport(page, 'picture');
    await page.getByTestId('export-png').click();
    await page.getByTestId('export-scale-3').click();
    const announced = (await page.getByTestId('export-size').textContent())!.replaceAll(',', '').match(/\d+/g)!.map(Number);
    const [file] = await save(page);
    const { width, height, data } = PNG.sync.read(file!.bytes);
    expect([width, height]).toEqual(announced);
    expect(data[3]).toBe(255);
    expect(pixelVariety(file!.bytes).drawn).toBeGreaterThan(0.02);
    expect(pngText(file!.bytes, 'contextscope-figure')).toContain(hashOf('gemma3-270m-ring16-a'));
  });

  it('is light and transparent when asked, whatever the theme of the page', async () => {
    const page = await browser.reopen({ colorScheme: 'dark' });
    await shown(page);
    await openExport(page, 'picture');
    await page.getByTestId('export-png').click();
    await page.getByTestId('export-paper').check();
    await page.getByTestId('export-transparent').check();
    const [file] = await save(page);
    const { data, width, height } = PNG.sync.read(file!.bytes);
    let darkest = 255;
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) darkest = Math.min(darkest, data[at]! + data[at + 1]! + data[at + 2]!);
    expect([data[3], data[(width * height - 1) * 4 + 3]]).toEqual([0, 0]);
    expect(darkest).toBeLessThan(120);
  });

  it('of 3D is offered as pixels only, says why, and shows every panel', async () => {
    const page = await browser.reopen();
    await shown(page);
    await openAdvanced(page);
    await page.getByTestId('pairs').first().click();
    await shown(page, 1);
    await page.getByTestId('mode-space').click();
    await page.getByTestId('space-surface-1').waitFor();
    await expect.poll(async () => pixelVariety(await page.getByTestId('space-surface-1').screenshot()).colours, { timeout: 20_000 }).toBeGreaterThan(20);
    await openExport(page, 'picture');
    expect(await page.getByTestId('export-svg').isDisabled()).toBe(true);
    expect(await page.getByTestId('export-dialog').textContent()).toContain('SVG is not offered in 3D');
    const [file] = await save(page);
    const manifest = await manifestOf(file!.bytes);
    expect(manifest.panels.map(({ axes }) => axes.length)).toEqual([3, 3]);
    expect(pixelVariety(file!.bytes).colours).toBeGreaterThan(200);
    // The pictures on the stage have kept their drawings.
    expect(await page.getByTestId('space-0').count()).toBe(1);
  });
});

describe('a film', () => {
  /** Plays a film in a video element of an empty page, because the explorer's policy lets it load none: its length in seconds and its size. */
  async function played(page: Page, bytes: Buffer, type: string) {
    const empty = await page.context().newPage();
    return empty.evaluate(
      async ([base64, mime]) => {
        const video = document.createElement('video');
        video.muted = true;
        video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: mime }));
        await new Promise((resolve, reject) => {
          video.onloadeddata = resolve;
          video.onerror = () => reject(new Error(video.error?.message ?? 'not playable'));
        });
        const frames: number[] = [];
        for (const time of [0, video.duration - 0.1]) {
          video.currentTime = time;
          await new Promise((resolve) => (video.onseeked = resolve));
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
          const context = canvas.getContext('2d')!;
          context.drawImage(video, 0, 0);
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          frames.push(data.reduce((sum, value) => sum + value, 0));
        }
        return { seconds: video.duration, width: video.videoWidth, height: video.videoHeight, moves: frames[0] !== frames[1] };
      },
      [bytes.toString('base64'), type] as const,
    );
  }

  it.each(['mp4', 'webm'] as const)('plays back as %s, or its absence is explained', async (kind) => {
    const page = await browser.reopen();
    await shown(page);
    await openExport(page, 'video');
    await page.getByTestId('export-width').selectOption('640');
    await page.getByTestId('export-pace').selectOption('0.1');
    const offered = async () => !(await page.getByTestId(`export-${kind}`).isDisabled());
    const explained = async () => (await page.getByTestId('export-reason').allTextContents()).some((reason) => new RegExp(`^${kind}: `, 'i').test(reason));
    await expect.poll(async () => (await offered()) || (await explained())).toBe(true);
    if (!(await offered())) return;
    await page.getByTestId(`export-${kind}`).click();
    const announced = Number(/([\d.]+) s$/.exec((await page.getByTestId('export-sum').textContent())!.trim())![1]);
    const [film, sidecar] = await save(page, 2);
    const { seconds, width, height, moves } = await played(page, film!.bytes, `video/${kind}`);
    expect(width).toBe(640);
    expect(height % 2).toBe(0);
    expect(Math.abs(seconds - announced)).toBeLessThan(0.1);
    expect(moves).toBe(true);
    const manifest = await manifestOf(sidecar!.bytes);
    expect(manifest).toMatchObject({ kind, picture: { width, height }, sequence: { from: 10, to: 450, tween: true } });
  }, 120_000);

  it('is a GIF of as many pictures as there are contexts, each shown as long as asked', async () => {
    const page = await browser.reopen();
    await shown(page);
    await openExport(page, 'video');
    await page.getByTestId('export-gif').click();
    await page.getByTestId('export-width').selectOption('640');
    await page.getByTestId('export-recorded').click();
    await page.getByTestId('export-hold').selectOption('1');
    const [film] = await save(page, 2);
    const gif = await page.evaluate(async (base64) => {
      const decoder = new ImageDecoder({ data: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)), type: 'image/gif' });
      await decoder.tracks.ready;
      await decoder.completed;
      const track = decoder.tracks.selectedTrack!;
      let seconds = 0;
      let width = 0;
      for (let frameIndex = 0; frameIndex < track.frameCount; frameIndex++) {
        const { image } = await decoder.decode({ frameIndex });
        seconds += image.duration! / 1e6;
        width = image.displayWidth;
        image.close();
      }
      return { frames: track.frameCount, seconds, width, loops: track.repetitionCount };
    }, film!.bytes.toString('base64'));
    expect(gif).toEqual({ frames: 16, seconds: expect.closeTo(5, 1) as number, width: 640, loops: Infinity });
  }, 120_000);

  it('of 3D moves too', async () => {
    const page = await browser.reopen({ at: '#v=1&mode=space' });
    await page.getByTestId('space-surface-0').waitFor({ timeout: 30_000 });
    await openExport(page, 'video');
    await page.getByTestId('export-gif').click();
    await page.getByTestId('export-width').selectOption('640');
    await page.getByTestId('export-recorded').click();
    const [film] = await save(page, 2);
    expect(film!.bytes.length).toBeGreaterThan(50_000);
  }, 180_000);

  it('is not saved when cancelled, and the page goes on', async () => {
    const page = await browser.reopen();
    await shown(page);
    await openExport(page, 'video');
    await page.getByTestId('export-gif').click();
    await page.getByTestId('export-width').selectOption('1920');
    const downloads: Download[] = [];
    page.on('download', (download) => void downloads.push(download));
    await page.getByTestId('export-run').click();
    await page.getByTestId('export-cancel').click();
    await page.getByTestId('export-cancelled').waitFor();
    expect(downloads).toHaveLength(0);
    await page.keyboard.press('Escape');
    await page.getByTestId('export-dialog').waitFor({ state: 'detached' });
    expect(await page.locator('[data-theme][inert]').count()).toBe(0);
  });

  it('is offered as GIF where the browser cannot encode video', async () => {
    const page = await browser.open({ prepare: (fresh) => fresh.addInitScript(() => Reflect.deleteProperty(window, 'VideoEncoder')) });
    await shown(page);
    await openExport(page, 'video');
    await page.getByTestId('export-reason').first().waitFor();
    expect(await page.getByTestId('export-dialog').textContent()).toContain('WebCodecs');
    expect(await page.getByTestId('export-mp4').isDisabled()).toBe(true);
    expect(await page.getByTestId('export-run').textContent()).toBe('Save GIF');
  });
});

describe('the numbers', () => {
  it('are saved for numpy, with the hash that the catalog has', async () => {
    const page = await browser.reopen();
    await shown(page);
    await openExport(page, 'data');
    await page.getByTestId('export-npz').click();
    const [file] = await save(page);
    const entries = readNpz(file!.bytes);
    expect(readNpy(entries.get('scores')!).shape).toEqual([16, 16, 10]);
    expect(readNpy(entries.get('loadings')!).shape).toEqual([10, 640]);
    const [text] = readNpyWords(entries.get('manifest')!);
    expect((JSON.parse(text!) as { panels: { data: { sha256: string } }[] }).panels[0]!.data.sha256).toBe(hashOf('gemma3-270m-ring16-a'));
  });

  it.each(['csv', 'json'] as const)('are saved as %s with their manifest', async (kind) => {
    const page = await browser.reopen();
    await shown(page);
    await openExport(page, 'data');
    await page.getByTestId(`export-${kind}`).click();
    await page.getByTestId('export-one').click();
    const [file] = await save(page);
    expect((await manifestOf(file!.bytes)).contents?.contexts).toEqual([450]);
  });
});

it('opens by key, and remembers the last choice while the page is open', async () => {
  const page = await browser.reopen();
  await shown(page);
  await page.keyboard.press('x');
  await page.getByTestId('export-data').click();
  await page.getByTestId('export-csv').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  expect(await page.getByTestId('export-csv').getAttribute('aria-checked')).toBe('true');
  await save(page);
  await page.keyboard.press('Escape');
  await page.getByTestId('export-dialog').waitFor({ state: 'detached' });
});

describe.each([
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
])('the dialog at $width x $height', (viewport) => {
  it.each(['light', 'dark'] as const)('has no accessibility violation and no sideways scroll in %s', async (colorScheme) => {
    const page = await browser.reopen({ viewport, colorScheme });
    await shown(page);
    await page.getByTestId('export').click();
    for (const tab of ['picture', 'video', 'data']) {
      await page.getByTestId(`export-${tab}`).click();
      if (tab === 'picture') await page.locator('[data-testid="export-preview"][data-drawn]').waitFor();
      const { violations } = await new AxeBuilder({ page }).include('[data-testid="export-dialog"]').analyze();
      expect(violations.map(({ id, nodes }) => `${tab} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), tab).toBeLessThanOrEqual(0);
    }
  }, 120_000);
});
