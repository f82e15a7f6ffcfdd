import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startChromiumPeer, type ChromiumPeer } from './peers/chromiumPeer.ts';
import { nodePeer } from './peers/nodePeer.ts';
import { startPythonPeer, type PythonPeer } from './peers/pythonPeer.ts';
import type { BenchOptions } from './options.ts';
import type { BenchContext } from './suite.ts';

export interface OpenContext extends BenchContext {
  /** The peers that have been started. */
  readonly started: () => Promise<{ readonly python: PythonPeer | undefined; readonly chromium: ChromiumPeer | undefined }>;
  /** Ends the peers and removes the run's folder. */
  readonly close: () => Promise<void>;
}

export async function openContext({ quick, wants, budget }: BenchOptions): Promise<OpenContext> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contextscope-bench-'));
  const files = new Map<string, Promise<string>>();
  const node = nodePeer();
  let python: Promise<PythonPeer> | undefined;
  let chromium: Promise<ChromiumPeer> | undefined;

  async function write(name: string, pieces: ReturnType<Parameters<BenchContext['file']>[1]>): Promise<string> {
    const file = path.join(folder, name);
    await pipeline(Readable.from(pieces), createWriteStream(file));
    return file;
  }

  return {
    quick,
    budget,
    wants,
    progress: (text) => console.error(text),
    node: () => node,
    python: () => (python ??= startPythonPeer()),
    chromium: () => (chromium ??= startChromiumPeer(folder)),
    file(name, make) {
      const made = files.get(name) ?? write(name, make());
      files.set(name, made);
      return made;
    },
    started: async () => ({ python: await python, chromium: await chromium }),
    async close() {
      // A peer that never came up has said so where it was asked for.
      for (const peer of [python, chromium]) await peer?.then((up) => up.close()).catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
