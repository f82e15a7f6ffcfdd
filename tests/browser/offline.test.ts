import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { nodePoints, shown } from './helpers/explorerPage.ts';
import { serveFolder, type StaticServer } from './helpers/staticServer.ts';

const browser = useBrowser();
const dist = path.resolve('dist');
const NETWORK_ERRORS = /Failed to load resource|ERR_|Failed to fetch/;

let server: StaticServer;
let folder: string;

beforeEach(async () => {
  folder = dist;
  server = await serveFolder({ folder: () => folder, at: '/a/b/' });
});
afterEach(() => server.close());

const visit = (at = '') => browser.open({ base: server.url, at, serviceWorkers: 'allow', expectedErrors: NETWORK_ERRORS });

async function openOffline(page: Page): Promise<void> {
  await page.getByTestId('offline').click();
  await page.getByTestId('offline-dialog').waitFor();
}

/** Waits until the page opens without a network. */
async function stored(page: Page): Promise<void> {
  await openOffline(page);
  await page.locator('[data-testid="offline-page"][data-status="ready"]').waitFor({ timeout: 30_000 });
  await page.keyboard.press('Escape');
}

async function keepOpen(page: Page): Promise<void> {
  await openOffline(page);
  await page.getByTestId('keep-open').click();
  await page.getByTestId('kept-amount').waitFor();
  await page.keyboard.press('Escape');
}

describe('without a connection', () => {
  it('opens the page, shows what was kept in 2D and 3D, and says plainly that another recording was not', async () => {
    const page = await visit();
    await shown(page);
    await stored(page);
    await keepOpen(page);
    const before = await nodePoints(page);
    await server.close();
    await page.context().setOffline(true);
    await page.reload();
    await shown(page);
    expect(await nodePoints(page)).toEqual(before);
    await page.getByTestId('mode-space').click();
    await page.getByTestId('space-0').waitFor();
    await page.getByTestId('mode-plane').click();
    await page.getByTestId('recording-picker').click();
    await page.getByTestId('recording-gemma3-270m-ring12-a').click();
    await expect.poll(async () => page.locator('main').textContent(), { timeout: 15_000 }).toMatch(/offline, and .*ring12.* is not among the recordings kept/);
    server = await serveFolder({ folder: () => folder, at: '/a/b/', port: server.port });
  });

  it('opens under any address of the page, with query and hash', async () => {
    const page = await visit('#v=1&p=gemma3-270m-grid3x3-a');
    await shown(page);
    await stored(page);
    await keepOpen(page);
    await server.close();
    await page.goto(`${server.url}index.html?from=mail#v=1&p=gemma3-270m-grid3x3-a`);
    await shown(page);
    expect(await nodePoints(page)).toHaveLength(9);
    server = await serveFolder({ folder: () => folder, at: '/a/b/', port: server.port });
  });
});

describe('keeping recordings', () => {
  it('stores none that the reader did not ask for', async () => {
    const page = await visit();
    await shown(page);
    await stored(page);
    await openOffline(page);
    expect(await page.getByTestId('kept-amount').count()).toBe(0);
    const addresses = await page.evaluate(async () => {
      const names = await caches.keys();
      const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return lists.flat().map(({ url }) => url);
    });
    expect(addresses.filter((url) => url.includes('.safetensors'))).toEqual([]);
    expect(addresses.some((url) => url.endsWith('samples/catalog.json'))).toBe(true);
  });

  it('keeps all of the list with a sum, and lets one go and then the rest', async () => {
    const page = await visit();
    await shown(page);
    await stored(page);
    await openOffline(page);
    await page.getByTestId('keep-all').click();
    await page.getByTestId('kept-amount').waitFor();
    await expect.poll(async () => page.getByTestId('kept-amount').textContent(), { timeout: 60_000 }).toMatch(/36 recordings, 100\.6 MB/);
    await page.getByRole('button', { name: 'Remove: Ring of 12', exact: true }).click();
    await expect.poll(async () => page.getByTestId('kept-amount').textContent()).toMatch(/35 recordings/);
    await page.getByRole('button', { name: 'Remove all' }).click();
    await page.getByTestId('kept-amount').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => caches.keys().then((names) => names.filter((name) => name.includes('kept'))))).toEqual([]);
  });

  it('reads a kept recording from the device while connected', async () => {
    const page = await visit('#v=1&p=gemma3-270m-ring12-a');
    await shown(page);
    await stored(page);
    await keepOpen(page);
    server.asked.length = 0;
    await page.reload();
    await shown(page);
    expect(server.asked.filter((asked) => asked.includes('.safetensors'))).toEqual([]);
  });

  it('lets go of a kept recording that the catalog says has changed', async () => {
    folder = copyOfBuild();
    const page = await visit('#v=1&p=gemma3-270m-ring12-a');
    await shown(page);
    await stored(page);
    await keepOpen(page);
    const catalog = path.join(folder, 'samples/catalog.json');
    const text = readFileSync(catalog, 'utf8');
    writeFileSync(catalog, text.replace(/("file": "recordings\/gemma3-270m-ring12-a[^}]*?"sha256": ")[0-9a-f]{64}/, `$1${'0'.repeat(64)}`));
    server.asked.length = 0;
    await page.reload();
    await shown(page);
    expect(server.asked.some((asked) => asked.includes('ring12-a.safetensors'))).toBe(true);
    rmSync(folder, { recursive: true });
  });
});

describe('a new build', () => {
  it('shows at the next load, without a question', async () => {
    folder = copyOfBuild();
    const page = await visit();
    await shown(page);
    await stored(page);
    renewBuild(folder);
    server.asked.length = 0;
    await page.reload();
    await shown(page);
    expect(await entryOf(page)).toContain('renewed');
    await page.waitForTimeout(1500);
    expect(await page.getByTestId('update').count()).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('is offered to a page that stayed open, waits for other pages of the old one, then replaces it whole', async () => {
    folder = copyOfBuild();
    const page = await visit();
    await shown(page);
    await stored(page);
    const other = await page.context().newPage();
    await other.goto(server.url);
    await shown(other);
    renewBuild(folder);
    await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => void registration.update()));
    await page.getByTestId('update').waitFor({ timeout: 30_000 });
    await page.getByTestId('update').getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => page.getByTestId('update').textContent()).toMatch(/Close the other open page/);
    await other.getByTestId('mode-space').click();
    await other.getByTestId('space-0').waitFor();
    await other.close();
    await page.getByTestId('update').getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => entryOf(page).catch(() => ''), { timeout: 20_000 }).toContain('renewed');
    await shown(page);
    await page.getByTestId('mode-space').click();
    await page.getByTestId('space-0').waitFor();
    rmSync(folder, { recursive: true });
  });
});

function copyOfBuild(): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'contextscope-build-'));
  cpSync(dist, copy, { recursive: true });
  return copy;
}

/** What a new build does to a folder: every code file has another name, whatever names one follows, and the old ones are gone. */
function renewBuild(build: string): void {
  const assets = path.join(build, 'assets');
  const renames = readdirSync(assets)
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, name.replace(/-[\w-]{8}\.js$/, '-renewed0.js')] as const);
  for (const [old, renewed] of renames) renameSync(path.join(assets, old), path.join(assets, renewed));
  const files = [...renames.map(([, renewed]) => path.join(assets, renewed)), path.join(build, 'index.html'), path.join(build, 'sw.js')];
  for (const file of files) {
    const text = renames.reduce((soFar, [old, renewed]) => soFar.replaceAll(old, renewed), readFileSync(file, 'utf8'));
    writeFileSync(file, text);
  }
}

function entryOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector<HTMLScriptElement>('script[type="module"]')!.src);
}
