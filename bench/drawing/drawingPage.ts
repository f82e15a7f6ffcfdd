/** The explorer in a browser as the drawing is measured: recordings opened from files, panels named in the hash. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { shown } from '../../tests/browser/helpers/explorerPage.ts';

/** Chosen from a folder, as a reader does: bytes that the browser is handed cost the page time. */
export interface RecordingFile {
  readonly name: string;
  readonly path: string;
}

const SIZE = { width: 1440, height: 900 };
/** Recorded contexts that are played in a second: many, so that what each of them costs is seen, and few, so that only the drawing is. */
export const SPEEDS = { fast: '8', slow: '1' } as const;

export function recordingFile(folder: string, id: string, bytes: Uint8Array): RecordingFile {
  const name = `${id}.safetensors`;
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return { name, path: file };
}

/** A page of its own context, which counts the WebGL contexts it makes and has not let go. */
export async function newPage(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, serviceWorkers: 'block' });
  const page = await context.newPage();
  // The runner's compiler names functions by a helper that the page lacks.
  await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  await page.addInitScript(countWebglContexts);
  await page.goto(address);
  return page;
}

export async function openExplorer(browser: Browser, address: string): Promise<Page> {
  const page = await newPage(browser, address);
  await shown(page);
  return page;
}

function countWebglContexts(): void {
  const made: WebGL2RenderingContext[] = [];
  Object.assign(window, { webglContexts: () => made.filter((context) => !context.isContextLost()).length });
  for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
    const original = Reflect.get(prototype, 'getContext') as (this: unknown, ...args: unknown[]) => RenderingContext | null;
    Object.assign(prototype, {
      getContext(this: unknown, ...args: unknown[]) {
        const context = original.apply(this, args);
        if (context instanceof WebGL2RenderingContext && !made.includes(context)) made.push(context);
        return context;
      },
    });
  }
}

export function webglContexts(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { readonly webglContexts: () => number }).webglContexts());
}

/** Opens the files and lays them side by side. */
export async function openFiles(page: Page, files: readonly RecordingFile[]): Promise<void> {
  await page.getByTestId('file-input').setInputFiles(files.map((file) => file.path));
  await page.getByTestId('node-0-63').waitFor({ state: 'attached', timeout: 60_000 });
  await page.waitForFunction(() => document.querySelector('[data-testid="opening"]') === null);
  if (files.length === 1) return shown(page);
  const panels = files.map(({ name }) => encodeURIComponent(`file:${name}`)).join(',');
  await page.evaluate((hash) => (location.hash = hash), `#v=1&p=${panels}`);
  for (const index of files.keys()) await shown(page, index);
}

export async function goToStart(page: Page, speed: keyof typeof SPEEDS = 'fast'): Promise<void> {
  await page.getByTestId('speed').selectOption(SPEEDS[speed]);
  await page.getByTestId('timeline-slider').focus();
  await page.keyboard.press('Home');
  await page.waitForTimeout(500);
}

/** Plays for a while from the first context. */
export async function play(page: Page, milliseconds: number): Promise<void> {
  await page.keyboard.press('Space');
  await page.waitForTimeout(milliseconds);
  await page.keyboard.press('Space');
}

/** Drags the handle of the timeline to the right, one move a frame or so. */
export async function scrub(page: Page, moves: number): Promise<void> {
  const box = (await page.getByTestId('timeline-slider').boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 0.1 * box.width, y);
  await page.mouse.down();
  for (let i = 0; i < moves; i++) await page.mouse.move(box.x + (0.1 + (0.8 * i) / moves) * box.width, y);
  await page.mouse.up();
}
