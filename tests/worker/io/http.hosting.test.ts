import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openHttpSource, PROBE_BYTES } from '../../../src/worker/io/http.ts';

/** The example of docs/hosting-data.md, run as it stands there. */
const script = /```python\n([\s\S]*?)```/.exec(readFileSync('docs/hosting-data.md', 'utf8'))![1]!;
const file = Uint8Array.from({ length: PROBE_BYTES * 2 + 5 }, (_, i) => i % 251);

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.skipIf(!hasPython())('the Python server of the documentation', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'contextscope-hosting-'));
  let server: ChildProcess;
  let url = '';
  beforeAll(async () => {
    writeFileSync(path.join(folder, 'serve.py'), script);
    writeFileSync(path.join(folder, 'a.safetensors'), file);
    const port = await freePort();
    url = `http://127.0.0.1:${port}/a.safetensors`;
    server = spawn('python3', ['serve.py', String(port)], { cwd: folder, stdio: 'ignore' });
    await vi.waitFor(async () => void (await fetch(url)), { timeout: 20_000, interval: 100 });
  }, 30_000);
  afterAll(() => {
    server.kill();
    rmSync(folder, { recursive: true });
  });

  it('serves a recording by ranges', async () => {
    const source = await openHttpSource({ url, name: 'a', expectedBytes: null, wholeFileLimit: 0 });
    expect(source.byteLength).toBe(file.length);
    expect(await source.read(PROBE_BYTES - 5, file.length)).toEqual(file.slice(PROBE_BYTES - 5));
  });

  it('gives other sites leave to read it and to see how large it is', async () => {
    const { headers } = await fetch(url, { headers: { Range: 'bytes=0-9' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('Content-Range');
    expect(headers.get('last-modified')).not.toBeNull();
  });
});
