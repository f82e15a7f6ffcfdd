import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExplorerIntoPackage } from '../../scripts/build-wheel.mjs';
import { ensureRecorder } from '../../scripts/ensure-recorder.mjs';
import { useBrowser } from './helpers/browser.ts';
import { pixelVariety } from './helpers/pixels.ts';
import { serveFolder, type StaticServer } from './helpers/staticServer.ts';

const browser = useBrowser();
const CELLS = [
  'import sys\nimport contextscope',
  `contextscope.show(${JSON.stringify(path.resolve('fixtures/recordings/gemma3-270m-ring12-a.safetensors'))}, height=720)`,
  "assert 'torch' not in sys.modules",
];

let folder: string;
let notebook: ChildProcess;
let ended: Promise<void>;
let server: StaticServer;

/** Resolves when the notebook has run; rejects with what it printed when it failed. */
function executed(process_: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    process_.stderr!.on('data', (chunk) => (said += String(chunk)));
    createInterface({ input: process_.stdout! }).on('line', (line) => line === 'ready' && resolve());
    process_.on('exit', (code) => reject(new Error(`the notebook ended with ${code}:\n${said}`)));
  });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'contextscope-notebook-'));
  const python = ensureRecorder();
  await buildExplorerIntoPackage();
  notebook = spawn(python, ['tests/browser/helpers/run_notebook.py', path.join(folder, 'index.html')], { stdio: 'pipe' });
  notebook.stdin!.write(`${JSON.stringify(CELLS)}\n`);
  ended = new Promise((resolve) => notebook.on('exit', () => resolve()));
  await executed(notebook);
  server = await serveFolder({ folder: () => folder });
}, 300_000);

afterAll(async () => {
  notebook.stdin!.end();
  await ended;
  await server.close();
  rmSync(folder, { recursive: true });
}, 60_000);

it('shows the explorer inside the notebook, with the recording and no request to another host', async () => {
  const urls: string[] = [];
  const page = await browser.open({
    base: server.url,
    serviceWorkers: 'allow',
    viewport: { width: 1280, height: 900 },
    prepare: (opening) => Promise.resolve(opening.on('request', (request) => urls.push(request.url()))),
  });
  const frame = page.frameLocator('iframe[title="Contextscope"]');
  await frame.getByTestId('node-0-11').waitFor({ state: 'attached', timeout: 30_000 });
  expect(await frame.getByTestId('plane-0').isVisible()).toBe(true);
  expect(await frame.getByTestId('recording-picker').textContent()).toContain('Ring of 12');
  expect(await page.locator('body').textContent(), 'a warning of the notebook').not.toContain('Warning');
  const box = (await page.locator('iframe').boundingBox())!;
  expect(box.height).toBeGreaterThanOrEqual(720);
  await frame.locator('[data-testid="finding"][data-complete]').waitFor({ state: 'attached', timeout: 30_000 });
  const picture = await page.screenshot();
  expect(pixelVariety(picture).colours).toBeGreaterThan(100);
  mkdirSync('test-results', { recursive: true });
  await page.screenshot({ path: 'test-results/notebook.png', fullPage: true });
  expect(urls.filter((url) => !url.startsWith('http://127.0.0.1:') && !/^(data|blob):/.test(url))).toEqual([]);
  const explorer = page.frames().find((candidate) => candidate !== page.mainFrame())!;
  expect(await explorer.evaluate(() => navigator.serviceWorker.getRegistrations().then((found) => found.length))).toBe(0);
  await frame.getByTestId('mode-space').click();
  await frame.getByTestId('space-0').waitFor();
  await frame.getByTestId('offline').click();
  expect(await frame.getByTestId('offline-page').textContent()).toContain('cannot be stored here');
});

it('is gone with its kernel', async () => {
  const page = await browser.open({ base: server.url });
  const address = (await page.locator('iframe').getAttribute('src'))!;
  expect((await fetch(address)).status).toBe(200);
  expect((await fetch(new URL('/', address))).status).toBe(404);
  // The page would go on to fetch its parts from a server that is gone.
  await page.close();
  notebook.stdin!.end();
  await expect.poll(() => fetch(address).then(() => 'answers', () => 'gone'), { timeout: 30_000 }).toBe('gone');
});
