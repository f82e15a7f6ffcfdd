import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largeRecording } from '../helpers/largeRecording.ts';
import { serveRecording, type RecordingServer } from '../helpers/recordingServer.ts';
import { useBrowser } from './helpers/browser.ts';
import { nodePoints, shown } from './helpers/explorerPage.ts';
import { rendererMemory } from './helpers/rendererMemory.ts';

const browser = useBrowser();
const GIGABYTE = 1e9;

describe('a recording the size of a 70B model’s', () => {
  const large = largeRecording();
  let server: RecordingServer;
  beforeAll(async () => {
    server = await serveRecording(large);
  });
  afterAll(() => server.close());

  it('opens from its address and shows its middle layer after a few layers’ bytes and in less than 1 GB', { timeout: 400_000 }, async () => {
    const url = server.url('ranges');
    const before = server.sent();
    const page = await browser.open({ at: `?recording=${encodeURIComponent(url)}#v=1&p=${encodeURIComponent(`url:${url}`)}:40` });
    const memory = await rendererMemory(page);
    const started = Date.now();
    await page.getByTestId('node-0-63').waitFor({ state: 'attached', timeout: 300_000 });
    const points = await nodePoints(page);
    console.log('seconds to picture', (Date.now() - started) / 1000, 'sent MB', (server.sent() - before) / 1e6, 'peak MB', memory.peak() / 1e6);
    await page.waitForTimeout(60_000);
    console.log('later: sent MB', (server.sent() - before) / 1e6, 'peak MB', memory.peak() / 1e6, 'now', memory.now() / 1e6);
    console.log(points.slice(0, 3));
    expect(memory.peak()).toBeLessThan(GIGABYTE);
  });
});
