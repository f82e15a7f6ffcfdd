/** The server behind `npm start`, on a folder that stands for a build. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let server: PreviewServer;
let address: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'contextscope-preview-'));
  mkdirSync(path.join(folder, 'samples/recordings'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<title>the explorer</title>');
  writeFileSync(path.join(folder, 'measures.html'), '<title>measures</title>');
  for (const file of ['samples/recordings/ring.safetensors', 'means.npz', 'means.npy']) writeFileSync(path.join(folder, file), '0123456789');
  server = await preview({ logLevel: 'silent', build: { outDir: folder }, preview: { port: 0, host: '127.0.0.1' } });
  address = server.resolvedUrls!.local[0]!;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('the server of npm start', () => {
  it('has the explorer at its root and every document under its name', async () => {
    for (const [at, title] of [['', 'the explorer'], ['?recording=x', 'the explorer'], ['measures.html', 'measures']] as const) {
      expect(await (await fetch(address + at)).text()).toContain(title);
    }
  });

  it.each(['samples/recordings/none.safetensors', 'none.npz', 'assets/none.js', 'none'])('says that %s is missing rather than sending the page', async (file) => {
    const answer = await fetch(address + file);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('the explorer');
  });

  it.each(['samples/recordings/ring.safetensors', 'means.npz', 'means.npy'])('sends %s as bytes, also by range', async (file) => {
    const whole = await fetch(address + file);
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
    const range = await fetch(address + file, { headers: { Range: 'bytes=2-4' } });
    expect([range.status, range.headers.get('content-type'), await range.text()]).toEqual([206, 'application/octet-stream', '234']);
  });
});
