/** One Chromium per test file, one clean page per test; anything the page logs as an error fails the test that caused it. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { chromiumFlags, findChromium } from '../../../scripts/find-chromium.mjs';

export interface PageOptions extends BrowserContextOptions {
  /** Hash or query appended to the address. */
  readonly at?: string;
  /** Address of another copy of the explorer; the built one that every test shares where absent. */
  readonly base?: string;
  /** Called before the page loads, to intercept requests. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Console errors that this test provokes on purpose. */
  readonly expectedErrors?: RegExp;
}

export interface TestBrowser {
  open(options?: PageOptions): Promise<Page>;
}

export function useBrowser(flags: readonly string[] = []): TestBrowser {
  let browser: Browser;
  let errors: string[] = [];
  let pages: Page[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags, ...flags] });
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const seen = errors;
    const opened = pages;
    errors = [];
    pages = [];
    await Promise.all(opened.map((page) => page.context().close()));
    expect(seen, 'errors in the browser console').toEqual([]);
  });

  return {
    async open({ at = '', base = inject('baseURL'), prepare, expectedErrors, ...options } = {}) {
      // Requests that a service worker makes cannot be intercepted; a test that wants one allows it.
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block', ...options });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      pages.push(page);
      const note = (text: string) => {
        if (expectedErrors === undefined || !expectedErrors.test(text)) errors.push(text);
      };
      page.on('console', (message) => {
        if (message.type() === 'error') note(message.text());
      });
      page.on('pageerror', (error) => note(String(error)));
      if (prepare !== undefined) await prepare(page);
      await page.goto(base + at);
      return page;
    },
  };
}
