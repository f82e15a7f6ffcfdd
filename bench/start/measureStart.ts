/** Measures how much code the page needs to start, and how long its first picture takes beside the mere fetching of the same bytes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { build } from 'vite';
import { chromiumFlags, findChromium } from '../../scripts/find-chromium.mjs';
import { FIRST_PICTURE } from '../../src/views/picture/livePictures.ts';
import { BARE_MARK, BARE_PAGE, barePage } from './bareFetch.ts';
import { serveShaped, type Asked } from './shapedServer.ts';
import { startCode } from './startCode.ts';
import type { Connection, StartFigures, StartOptions, StartTiming, Times } from './types.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** A page that has not drawn by then will not: the run fails rather than wait. */
const TIMEOUT_MS = 60_000;
/** How often the mark is looked for; it carries its own time. */
const POLLING_MS = 50;
const VIEWPORT = { width: 1440, height: 900 };

/** On the machine itself almost nothing but computing takes time; over a home connection both do. */
export const CONNECTIONS: readonly Connection[] = [
  { name: 'this machine', latencyMs: 0, bitsPerSecond: Infinity },
  { name: '20 Mbit/s, 40 ms', latencyMs: 40, bitsPerSecond: 20e6 },
  { name: '5 Mbit/s, 80 ms', latencyMs: 80, bitsPerSecond: 5e6 },
];

export async function measureStart({ repeats = 7, connections = CONNECTIONS, dist }: StartOptions = {}): Promise<StartFigures> {
  const temporary = dist === undefined ? mkdtempSync(path.join(tmpdir(), 'contextscope-start-')) : null;
  const folder = dist ?? temporary!;
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags] });
  try {
    if (temporary !== null) await build({ root: ROOT, logLevel: 'error', mode: 'production', build: { outDir: temporary } });
    const timings: StartTiming[] = [];
    for (const connection of connections) timings.push(await timeStart(browser, folder, connection, repeats));
    return { code: startCode(folder), timings };
  } finally {
    await browser.close();
    if (temporary !== null) rmSync(temporary, { recursive: true });
  }
}

/** The two pages in turn, so that both meet the same machine. */
async function timeStart(browser: Browser, folder: string, connection: Connection, repeats: number): Promise<StartTiming> {
  const server = await serveShaped(folder, connection);
  try {
    const start = () => markTime(browser, server.url, FIRST_PICTURE, () => server.asked.splice(0));
    // The first run tells which requests belong to the start, and warms the machine's own caches.
    const { asked } = await start();
    const requests = asked.filter(({ path: name }) => name !== '/');
    server.extra.set(BARE_PAGE, barePage(requests));
    const pictures: number[] = [];
    const fetches: number[] = [];
    for (let i = 0; i < repeats; i++) {
      pictures.push((await start()).time);
      fetches.push((await markTime(browser, new URL(BARE_PAGE, server.url).href, BARE_MARK, () => server.asked.splice(0))).time);
    }
    const [firstPicture, bareFetch] = [summary(pictures), summary(fetches)];
    return {
      connection,
      firstPicture,
      bareFetch,
      ratio: { median: firstPicture.median / bareFetch.median, min: firstPicture.min / bareFetch.min },
      requests: requests.length,
      bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  } finally {
    await server.close();
  }
}

/** Opens an address in a browser that has never seen it; the time of the page's own mark, and what was asked until then. */
async function markTime(browser: Browser, url: string, mark: string, take: () => Asked[]): Promise<{ readonly time: number; readonly asked: readonly Asked[] }> {
  const context = await browser.newContext({ viewport: VIEWPORT, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    take();
    await page.goto(url, { waitUntil: 'commit' });
    const marked = await page.waitForFunction((name) => performance.getEntriesByName(name)[0]?.startTime, mark, { polling: POLLING_MS });
    const time = await marked.jsonValue();
    const at = await page.evaluate((start) => performance.timeOrigin + start!, time);
    return { time: time!, asked: take().filter((request) => request.at <= at) };
  } finally {
    await context.close();
  }
}

function summary(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, min: sorted[0]! };
}
