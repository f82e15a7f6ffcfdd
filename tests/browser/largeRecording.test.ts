import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largeRecording } from '../helpers/largeRecording.ts';
import { serveRecording, type RecordingServer } from '../helpers/recordingServer.ts';
import { useBrowser } from './helpers/browser.ts';
import { nodePoints, shown } from './helpers/explorerPage.ts';
import { rendererMemory } from './helpers/rendererMemory.ts';

const browser = useBrowser({ own: true });
const GIGABYTE = 1e9;
/** The joint analysis of such a layer multiplies 27 billion pairs of numbers. */
const PATIENCE = 300_000;

describe('a recording the size of a 70B model’s, behind an address', () => {
  const large = largeRecording();
  let server: RecordingServer;
  beforeAll(async () => {
    server = await serveRecording(large);
  });
  afterAll(() => server.close());

  it('shows its middle layer after that layer’s bytes, and the next after the next’s, in less than 1 GB', { timeout: 3 * PATIENCE }, async () => {
    const url = server.url('ranges');
    const id = encodeURIComponent(`url:${url}`);
    const page = await browser.open({ at: `?recording=${encodeURIComponent(url)}#v=1&p=${id}:40` });
    await page.getByTestId('node-0-63').waitFor({ state: 'attached', timeout: PATIENCE });
    const points = await nodePoints(page);
    expect(points).toHaveLength(64);
    expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    expect(server.sent(), 'header, counts and one layer').toBeLessThan(1.05 * large.layerBytes);

    await page.evaluate((hash) => (location.hash = hash), `#v=1&p=${id}:41`);
    await expect.poll(() => server.sent(), { timeout: 60_000 }).toBeGreaterThan(2 * large.layerBytes);
    await expect
      .poll(async () => page.locator('[data-testid="panel-0"] [role="status"]').count(), { timeout: PATIENCE, interval: 1000 })
      .toBe(0);
    expect(server.sent(), 'no third layer, read ahead or otherwise').toBeLessThan(2.05 * large.layerBytes);
    const memory = await rendererMemory(page);
    expect(memory.peak()).toBeGreaterThan(2 * large.layerBytes);
    expect(memory.peak()).toBeLessThan(GIGABYTE);
  });
});

describe('a local file of more than 3 GB', () => {
  const large = largeRecording({ segments: 10, modelLayers: 320 });
  /** The layer that a recording of 320 opens on. */
  const opensOn = 267;
  const folder = mkdtempSync(path.join(tmpdir(), 'contextscope-large-'));
  const file = path.join(folder, 'large.safetensors');
  beforeAll(() => {
    const descriptor = openSync(file, 'w');
    ftruncateSync(descriptor, large.byteLength);
    const front = large.bytes(0, large.layerStart(0));
    writeSync(descriptor, front, 0, front.length, 0);
    const start = large.layerStart(opensOn);
    const layer = large.bytes(start, start + large.layerBytes);
    writeSync(descriptor, layer, 0, layer.length, start);
    closeSync(descriptor);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read slice by slice: it opens on its layer in far less memory than it has bytes', { timeout: PATIENCE }, async () => {
    expect(statSync(file).size).toBeGreaterThan(3e9);
    const page = await browser.open();
    await shown(page);
    await page.getByTestId('file-input').setInputFiles(file);
    await expect.poll(async () => (await nodePoints(page)).length, { timeout: PATIENCE }).toBe(64);
    expect((await rendererMemory(page)).peak()).toBeLessThan(GIGABYTE);
  });
});
