/**
 * How the pictures keep up while they are played, scrubbed and loaded, in a browser of its own, with the built page. The
 * machine may have no graphics card and share its cores: figures are CPU time of the main thread, and ratios.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { chromiumFlags, findChromium } from '../../scripts/find-chromium.mjs';
import { shown } from '../../tests/browser/helpers/explorerPage.ts';
import { traceMainThread } from '../../tests/browser/helpers/mainThreadTrace.ts';
import { stretchFigures, type DrawingFigures, type MovingFigures, type StretchFigures } from './drawingFigures.ts';
import { goToStart, newPage, openExplorer, openFiles, play, recordingFile, scrub, webglContexts, type RecordingFile } from './drawingPage.ts';
import { gridRecording, type GridOptions } from './gridRecording.ts';
import { framesUntilMoved } from './latency.ts';

export interface DrawingOptions {
  /** Address of the built explorer; null: builds and serves it first. */
  readonly address: string | null;
  /** Length of every stretch of playing in milliseconds. */
  readonly playFor: number;
}

const MOVES = 120;

interface Bench {
  readonly browser: Browser;
  /** Of the explorer. */
  readonly address: string;
  /** Milliseconds. */
  readonly playFor: number;
  /** Where the recordings are written. */
  readonly folder: string;
  readonly traced: (page: Page, act: () => Promise<unknown>) => Promise<StretchFigures>;
}

function grid(folder: string, id: string, change: Partial<GridOptions>): RecordingFile {
  return recordingFile(folder, id, gridRecording({ id, side: 16, hiddenSize: 256, segments: 40, layers: [0, 6], seed: 1, ...change }));
}

export async function measureDrawing({ address, playFor }: DrawingOptions): Promise<DrawingFigures> {
  if (address !== null) return measureAt(address, playFor);
  await build({ logLevel: 'warn', mode: 'production' });
  const server = await preview({ logLevel: 'warn', preview: { port: 0, host: '127.0.0.1' } });
  try {
    return await measureAt(server.resolvedUrls!.local[0]!, playFor);
  } finally {
    await server.close();
  }
}

async function measureAt(address: string, playFor: number): Promise<DrawingFigures> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags, '--enable-precise-memory-info'] });
  const folder = mkdtempSync(path.join(tmpdir(), 'contextscope-drawing-'));
  try {
    const emptyRate = await rateOfEmptyPage(browser, playFor);
    const bench: Bench = { browser, address, playFor, folder, traced: async (page, act) => stretchFigures(await traceMainThread(browser, page, act), emptyRate) };
    const one = await measureOne(bench);
    const many = await measureEight(bench);
    return { ...one, ...many, load: { ...one.load, samples: await measureSamples(bench) } };
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** Frames a millisecond of a page that only asks for the next. */
async function rateOfEmptyPage(browser: Browser, during: number): Promise<number> {
  const page = await newPage(browser, 'about:blank');
  await page.evaluate(() => {
    const tick = () => requestAnimationFrame(tick);
    tick();
  });
  const { frames, duration } = await traceMainThread(browser, page, () => page.waitForTimeout(during));
  await page.context().close();
  return frames.length / duration;
}

async function measureOne(bench: Bench) {
  const { browser, address, folder, traced } = bench;
  const page = await openExplorer(browser, address);
  const large = grid(folder, 'grid16', {});
  const file = await traced(page, () => openFiles(page, [large]));
  const plane = await measureMoving(bench, page);
  const latency = {
    scrub: await framesUntilMoved(page, 'timeline-slider', ['ArrowLeft', 'ArrowRight']),
    layerInMemory: await layerLatency(page),
  };
  const space = { play: await playInSpace(bench, page) };
  await page.context().close();
  return { plane, space, latency, load: { file } };
}

async function measureEight(bench: Bench) {
  const { browser, address, folder } = bench;
  const page = await openExplorer(browser, address);
  const files = Array.from({ length: 8 }, (_, i) => grid(folder, `grid8-${i}`, { side: 8, hiddenSize: 128, layers: [4], seed: i + 2 }));
  await openFiles(page, files);
  const compare = await measureMoving(bench, page);
  const compareSpace = { play: await playInSpace(bench, page), webglContexts: await webglContexts(page) };
  await page.context().close();
  return { compare, compareSpace };
}

async function measureMoving({ playFor, traced }: Bench, page: Page): Promise<MovingFigures> {
  await goToStart(page, 'slow');
  const tween = await traced(page, () => play(page, playFor));
  await goToStart(page);
  const playing = await traced(page, () => play(page, playFor));
  return { play: playing, tween, scrub: await traced(page, () => scrub(page, MOVES)) };
}

async function playInSpace({ playFor, traced }: Bench, page: Page): Promise<StretchFigures> {
  await page.getByTestId('mode-space').click();
  await page.getByTestId('space-surface-0').waitFor();
  await page.waitForTimeout(1000);
  await goToStart(page);
  return traced(page, () => play(page, playFor));
}

/** Both layers are read and analysed once; then going from one to the other is only drawing. */
async function layerLatency(page: Page): Promise<readonly number[]> {
  const slider = page.getByTestId('layer-slider').getByRole('slider');
  for (const key of ['Home', 'End']) {
    await slider.focus();
    await page.keyboard.press(key);
    await page.waitForTimeout(200);
    await shown(page);
  }
  return framesUntilMoved(page, 'layer-slider', ['Home', 'End']);
}

/** From a file of the same host, so that the page stays in one process, to the picture of the samples. */
async function measureSamples({ browser, address, traced }: Bench): Promise<StretchFigures> {
  const page = await newPage(browser, `${address}samples/catalog.json`);
  const figures = await traced(page, async () => {
    await page.goto(address);
    await shown(page);
    await page.waitForTimeout(1000);
  });
  await page.context().close();
  return figures;
}
