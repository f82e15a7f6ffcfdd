/**
 * One Chromium for all test files of a worker, and pages in it: `open` gives a clean one, `reopen` the one the file keeps.
 * Anything a page logs as an error fails the test that caused it.
 */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';
import { chromiumFlags } from '../../../scripts/find-chromium.mjs';

export interface ReopenOptions {
  /** Hash or query appended to the address. */
  readonly at?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Console errors that this test provokes on purpose. */
  readonly expectedErrors?: RegExp;
}

export interface PageOptions extends BrowserContextOptions {
  readonly at?: string;
  /** Address of another copy of the explorer; the built one that every test shares where absent. */
  readonly base?: string;
  /** Called before the page loads, to intercept requests. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  readonly expectedErrors?: RegExp;
}

export interface TestBrowser {
  /** A page that shares nothing with another: no cache, no storage. */
  open(options?: PageOptions): Promise<Page>;
  /**
   * The page that this file keeps, loaded anew. Its browser remembers what an earlier test fetched and computed, as a reader's
   * does; for tests that a warm start cannot help to pass.
   */
  reopen(options?: ReopenOptions): Promise<Page>;
}

export interface BrowserNeeds {
  /** Flags beyond those of every test; they mean a browser of this file's own. */
  readonly flags?: readonly string[];
  /** A browser of this file's own, where memory or time of the whole browser is measured. */
  readonly own?: boolean;
}

const VIEWPORT = { width: 1440, height: 900 };

const launch = (flags: readonly string[] = []): Promise<Browser> => chromium.launch({ executablePath: inject('chromium'), args: [...chromiumFlags, ...flags] });

/** Ends with the worker. */
let shared: Promise<Browser> | null = null;

async function sharedBrowser(): Promise<Browser> {
  const running = await shared;
  if (running?.isConnected() === true) return running;
  return (shared = launch());
}

export function useBrowser({ flags = [], own = flags.length > 0 }: BrowserNeeds = {}): TestBrowser {
  let ownBrowser: Promise<Browser> | null = null;
  let kept: Page | null = null;
  let errors: string[] = [];
  let expected: RegExp | undefined;
  let pages: Page[] = [];

  const browser = (): Promise<Browser> => (own ? (ownBrowser ??= launch(flags)) : sharedBrowser());

  function watch(page: Page, expectedNow: () => RegExp | undefined): void {
    const note = (text: string): void => {
      if (expectedNow()?.test(text) !== true) errors.push(text);
    };
    page.on('console', (message) => {
      if (message.type() === 'error') note(message.text());
    });
    page.on('pageerror', (error) => note(String(error)));
  }

  async function newPage(options: BrowserContextOptions): Promise<Page> {
    // Requests that a service worker makes cannot be intercepted; a test that wants one allows it.
    const context = await (await browser()).newContext({ viewport: VIEWPORT, serviceWorkers: 'block', ...options });
    context.setDefaultTimeout(10_000);
    return context.newPage();
  }

  async function makeKept(): Promise<Page> {
    const page = await newPage({});
    watch(page, () => expected);
    return page;
  }

  afterEach(async () => {
    await Promise.all(pages.map((page) => page.context().close()));
    if (kept !== null) {
      for (const other of kept.context().pages()) if (other !== kept) await other.close();
      await kept.goto('about:blank');
      await kept.mouse.move(0, 0);
    }
    const seen = errors;
    errors = [];
    pages = [];
    expected = undefined;
    expect(seen, 'errors in the browser console').toEqual([]);
  });
  afterAll(async () => {
    await kept?.context().close();
    await (await ownBrowser)?.close();
  });

  return {
    async open({ at = '', base = inject('baseURL'), prepare, expectedErrors, ...options } = {}) {
      const page = await newPage(options);
      pages.push(page);
      watch(page, () => expectedErrors);
      if (prepare !== undefined) await prepare(page);
      await page.goto(base + at);
      return page;
    },
    async reopen({ at = '', viewport = VIEWPORT, colorScheme = 'light', expectedErrors } = {}) {
      kept ??= await makeKept();
      expected = expectedErrors;
      await kept.setViewportSize(viewport);
      await kept.emulateMedia({ colorScheme });
      await kept.goto(inject('baseURL') + at);
      return kept;
    },
  };
}
