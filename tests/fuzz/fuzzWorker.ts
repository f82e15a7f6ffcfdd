/** Runs cases in a thread that can be ended from outside. */
import { parentPort, workerData } from 'node:worker_threads';
import { caseBytes, type Outcome } from './target.ts';
import { namedTargets } from './targets.ts';

export interface WorkerTask {
  readonly targets: readonly string[];
  readonly seed: number;
  /** Cases `first`, `first + step`, ... below `end`; case i goes to target i modulo their number. */
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** [0]: the case being run; [1]: 1 to stop. */
  readonly shared: Int32Array;
  readonly memoryLimit: number;
}

export type WorkerReport =
  | { readonly kind: 'counts'; readonly counts: Readonly<Record<string, Readonly<Partial<Record<Outcome, number>>>>> }
  | { readonly kind: 'finding'; readonly index: number; readonly what: string };

/** Cases between two looks at the memory. */
const MEMORY_EVERY = 8;

async function work({ targets: names, seed, first, step, end, shared, memoryLimit }: WorkerTask): Promise<void> {
  const targets = namedTargets(names);
  const counts: Record<string, Partial<Record<Outcome, number>>> = Object.fromEntries(names.map((name) => [name, {}]));
  const report = (message: WorkerReport): void => parentPort!.postMessage(message);
  let run = 0;
  for (let index = first; index < end && Atomics.load(shared, 1) === 0; index += step) {
    Atomics.store(shared, 0, index);
    const target = targets[index % targets.length]!;
    try {
      const outcome = await target.run(caseBytes(target, seed, index));
      counts[target.name]![outcome] = (counts[target.name]![outcome] ?? 0) + 1;
    } catch (error) {
      report({ kind: 'finding', index, what: error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error) });
    }
    if (++run % MEMORY_EVERY === 0) {
      const { arrayBuffers } = process.memoryUsage();
      if (arrayBuffers > memoryLimit) {
        report({ kind: 'finding', index, what: `buffers of ${arrayBuffers} bytes are held` });
        break;
      }
    }
  }
  Atomics.store(shared, 0, -1);
  report({ kind: 'counts', counts });
}

// A promise that nobody waits for is a failure that no reader would see.
process.on('unhandledRejection', (error) => {
  throw error;
});
await work(workerData as WorkerTask);
