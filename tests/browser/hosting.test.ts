import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { useBrowser } from './helpers/browser.ts';
import { nodePoints, shown } from './helpers/explorerPage.ts';
import { pixelVariety } from './helpers/pixels.ts';
import { serveFolder } from './helpers/staticServer.ts';

const browser = useBrowser();
const dist = path.resolve('dist');
const SUB_PATH = '/a/b/c/';

/** What a page that lets data become code would do. */
const ATTEMPTS: readonly (readonly [what: string, attempt: () => void])[] = [
  ['an inline script', () => document.body.append(Object.assign(document.createElement('script'), { text: 'window.broken = true' }))],
  ['markup from text', () => { document.body.innerHTML = '<p>text</p>'; }],
  // The tool that drives the page lifts the ban for its own call, not for what runs after it.
  // eslint-disable-next-line no-eval
  ['eval', () => void setTimeout(() => void (0, eval)('window.broken = true'))],
  ['a worker from elsewhere', () => void new Worker('https://example.invalid/worker.js')],
  ['an inline style', () => document.body.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }' }))],
];

/** Violations of the Content-Security-Policy, those of Trusted Types among them. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenViolations: seen });
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
    });
  });
  return () => page.evaluate(() => (window as unknown as { seenViolations: string[] }).seenViolations);
}

async function waitForServer(url: string): Promise<void> {
  await expect.poll(() => fetch(url).then((response) => response.status, () => 0), { timeout: 15_000 }).toBe(200);
}

describe('a build under a sub-path', () => {
  it.each([true, false])('works from a plain static server (byte ranges: %s), 2D and 3D, workers and styles', async (ranges) => {
    const server = await serveFolder({ folder: () => dist, at: SUB_PATH, ranges });
    const page = await browser.open({ base: server.url });
    await shown(page);
    expect(await nodePoints(page)).toHaveLength(16);
    await page.getByTestId('mode-space').click();
    await page.getByTestId('space-0').waitFor();
    await expect.poll(async () => pixelVariety(await page.getByTestId('space-0').screenshot()).colours, { timeout: 20_000 }).toBeGreaterThan(20);
    expect(server.asked.filter((asked) => !asked.startsWith(SUB_PATH))).toEqual([]);
    expect(server.asked.some((asked) => asked.includes('bytes='))).toBe(ranges);
    await server.close();
  });

  // Its queue of five connections overflows when the machine is busy: what is tested is the build, not that server.
  it('works from python -m http.server', { retry: 3 }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contextscope-host-'));
    mkdirSync(path.join(folder, 'a/b'), { recursive: true });
    symlinkSync(dist, path.join(folder, 'a/b/c'));
    const probe = await serveFolder({ folder: () => dist });
    const { port } = probe;
    await probe.close();
    const server = spawn(process.env['PYTHON'] ?? 'python3', ['-m', 'http.server', String(port), '--bind', '127.0.0.1'], { cwd: folder, stdio: 'ignore' });
    try {
      const url = `http://127.0.0.1:${port}${SUB_PATH}`;
      await waitForServer(url);
      const page = await browser.open({ base: url });
      await shown(page);
      expect(await nodePoints(page)).toHaveLength(16);
    } finally {
      server.kill();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a folder made by npm run pack', () => {
  it('holds the named recordings alone, under its title, and works under a sub-path', async () => {
    const parent = mkdtempSync(path.join(tmpdir(), 'contextscope-packed-'));
    const files = ['gemma3-270m-ring4-a', 'gemma3-270m-ring6-a'].map((name) => path.resolve(`fixtures/recordings/${name}.safetensors`));
    const made = spawnSync('npm', ['run', '--silent', 'pack', '--', ...files, '--out', path.join(parent, 'mine'), '--title', 'Two <b>rings</b>'], { encoding: 'utf8' });
    expect(made.status, made.stderr).toBe(0);
    expect(readdirSync(parent)).toEqual(['mine']);
    const server = await serveFolder({ folder: () => path.join(parent, 'mine'), at: SUB_PATH });
    const page = await browser.open({ base: server.url });
    await shown(page);
    expect(await nodePoints(page)).toHaveLength(4);
    expect(await page.getByRole('banner').textContent()).toContain('Two <b>rings</b>');
    expect(await page.title()).toContain('Two <b>rings</b>');
    await page.getByTestId('recording-picker').click();
    await page.getByRole('listbox').waitFor();
    expect(await page.locator('[data-testid^="recording-gemma"]').count()).toBe(2);
    await server.close();
    rmSync(parent, { recursive: true });
  }, 120_000);
});

describe('the Content-Security-Policy', () => {
  it('stands in the page before anything that loads, and no script is inline', () => {
    const html = readFileSync(path.join(dist, 'index.html'), 'utf8');
    const policy = html.indexOf('http-equiv="Content-Security-Policy"');
    expect(policy).toBeGreaterThan(0);
    expect(policy).toBeLessThan(html.search(/<(script|link|style)\b/));
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i);
    expect(/content="([^"]*)"/.exec(html.slice(policy))![1]).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
  });

  it('is not violated by anything on the page, and nothing is asked of another origin', async () => {
    const urls: string[] = [];
    let violations: () => Promise<string[]> = () => Promise.resolve([]);
    const page = await browser.open({
      prepare: async (opening) => {
        opening.on('request', (request) => urls.push(request.url()));
        violations = await watchPolicy(opening);
      },
    });
    await shown(page);
    await page.getByTestId('recording-picker').click();
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await page.waitForTimeout(400);
    }
    await page.getByRole('tab', { name: 'Curves' }).click();
    await page.getByRole('button', { name: 'Export: Normalised Dirichlet energy' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Save as PNG' }).click();
    const picture = readFileSync((await (await download).path()));
    expect(pixelVariety(picture).colours, 'a picture that lost its styles is black').toBeGreaterThan(20);
    await page.getByTestId('compare-sizes').click();
    await shown(page, 1);
    await page.getByTestId('mode-space').click();
    await page.getByTestId('space-0').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('file-input').setInputFiles(path.resolve('fixtures/synthetic/ring8-tiny.safetensors'));
    await expect.poll(async () => page.getByTestId('recording-picker').textContent()).toContain('Synthetic ring of 8');
    expect(await violations()).toEqual([]);
    const { origin } = new URL(inject('baseURL'));
    const foreign = urls.filter((url) => !url.startsWith(`${origin}/`) && !/^(data:|blob:http:\/\/127)/.test(url));
    expect(foreign).toEqual([]);
  });

  it.each(ATTEMPTS)('stops %s', async (_what, attempt) => {
    let violations: () => Promise<string[]> = () => Promise.resolve([]);
    const page = await browser.open({
      expectedErrors: /Content Security Policy|Trusted|TypeError/i,
      prepare: async (opening) => {
        violations = await watchPolicy(opening);
      },
    });
    await shown(page);
    const failed = page.waitForEvent('pageerror', { timeout: 2000 }).then(() => true, () => false);
    const thrown = await page.evaluate(attempt).then(() => null, (error: unknown) => String(error));
    expect((await violations()).length > 0 || thrown !== null || (await failed)).toBe(true);
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    expect(await page.getByTestId('plane-0').isVisible()).toBe(true);
  });
});
