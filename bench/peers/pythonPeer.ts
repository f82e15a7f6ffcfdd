/** numpy and scikit-learn in a process of their own (bench/peer.py), on one thread. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer } from '../frames/work.ts';
import { ensureBenchPython } from './ensureBenchPython.ts';
import type { Peer } from './peer.ts';

export interface PythonFacts {
  readonly python: string;
  readonly numpy: string;
  readonly 'scikit-learn': string;
  readonly libraries: readonly { readonly api: string; readonly library: string; readonly version: string | null; readonly threads: number }[];
}

export interface PythonPeer extends Peer {
  readonly facts: PythonFacts;
}

/** Every library that starts threads is told to start none. */
const ONE_THREAD = Object.fromEntries(['OPENBLAS', 'OMP', 'MKL', 'BLIS', 'NUMEXPR'].map((library) => [`${library}_NUM_THREADS`, '1']));

/** Rejects when the environment cannot be made, or when a library would use more than one thread. */
export async function startPythonPeer(): Promise<PythonPeer> {
  const script = path.resolve(import.meta.dirname, '..', 'peer.py');
  const child = spawn(ensureBenchPython(), [script], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...ONE_THREAD, VECLIB_MAXIMUM_THREADS: '1' } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));

  /** One request at a time: the answer is the next line. */
  async function ask<T>(request: Readonly<Record<string, unknown>>): Promise<T> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await lines.next();
    if (line.done === true) throw new Error(`bench/peer.py ended while it was asked to ${String(request['do'])}`);
    const answer = JSON.parse(line.value) as T & { readonly error?: string };
    if (answer.error !== undefined) throw new Error(`bench/peer.py: ${answer.error}`);
    return answer;
  }
  async function close(): Promise<void> {
    child.stdin.end();
    await ended;
  }

  const facts = await ask<PythonFacts>({ do: 'facts' });
  const busy = facts.libraries.filter(({ threads }) => threads !== 1);
  if (busy.length > 0) {
    await close();
    throw new Error(`${busy.map(({ library, threads }) => `${library} uses ${threads} threads`).join(', ')}: one each was asked for.`);
  }
  return {
    name: 'numpy',
    facts,
    prepare: (file, shape) => ask({ do: 'prepare', file, ...shape }),
    run: (work) => ask<Answer>({ do: 'run', work }),
    close,
  };
}
