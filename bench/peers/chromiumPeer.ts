/** The explorer's code in a worker of a headless Chromium, and the page it belongs to. */
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../scripts/find-chromium.mjs';
import { servePage } from '../chromium/servePage.ts';
import type { Peer } from './peer.ts';

export interface ChromiumPeer extends Peer {
  readonly version: string;
  /** Which build of the explorer's kernel runs there. */
  readonly kernel: string;
  /** Where the page has the files of the run's folder. */
  readonly addressOf: (file: string) => string;
  /** A page of its own with `window.bench` ready. */
  readonly open: () => Promise<Page>;
}

/** @param folder of the run: the page is built into it, and sees its files */
export async function startChromiumPeer(folder: string): Promise<ChromiumPeer> {
  const served = await servePage(folder);
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags] });
  const addressOf = (file: string) => new URL(path.relative(folder, file), served.url).href;
  async function open(): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(served.url);
    await page.waitForFunction(() => 'bench' in window);
    return page;
  }
  const page = await open();
  return {
    name: 'chromium',
    version: browser.version(),
    kernel: await page.evaluate(() => window.bench.kernel()),
    addressOf,
    open,
    prepare: (file, shape) => page.evaluate(([url, wanted]) => window.bench.prepare(url, wanted), [addressOf(file), shape] as const),
    run: (work) => page.evaluate((wanted) => window.bench.run(wanted), work),
    async close() {
      await browser.close();
      await served.close();
    },
  };
}
