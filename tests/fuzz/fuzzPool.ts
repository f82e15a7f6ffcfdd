/** Cases over several threads, each watched: one that hangs, dies or fills the memory is ended, reported and passed over. */
import { Worker } from 'node:worker_threads';
import type { Outcome } from './target.ts';
import type { WorkerReport, WorkerTask } from './fuzzWorker.ts';

export interface FuzzOptions {
  readonly targets: readonly string[];
  readonly seed: number;
  readonly first?: number;
  readonly cases: number;
  readonly threads: number;
  /** No new case begins after this long. */
  readonly seconds: number;
  /** A case that takes longer is run again alone, and hangs if it takes five times as long: a busy machine is no finding. */
  readonly caseSeconds?: number;
  /** Bytes of buffers and, separately, of JavaScript heap that a thread may hold. */
  readonly memoryLimit?: number;
}

export interface FuzzFinding {
  readonly index: number;
  readonly what: string;
}

export interface FuzzReport {
  readonly counts: Readonly<Record<string, Readonly<Partial<Record<Outcome, number>>>>>;
  readonly findings: readonly FuzzFinding[];
}

const CASE_SECONDS = 2;
/** Findings after which the rest is not worth running. */
const ENOUGH = 20;

export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const counts: Record<string, Partial<Record<Outcome, number>>> = Object.fromEntries(options.targets.map((name) => [name, {}]));
  const findings: FuzzFinding[] = [];
  const deadline = Date.now() + 1000 * options.seconds;
  const lane = async (thread: number): Promise<void> => {
    const first = options.first ?? 0;
    for (let next: number | null = first + thread; next !== null && Date.now() < deadline && findings.length < ENOUGH; ) {
      const { goOn, slow } = await runThread(options, next, first + options.cases, deadline, counts, findings);
      next = goOn;
      if (slow === null) continue;
      const patient = { ...options, caseSeconds: 5 * (options.caseSeconds ?? CASE_SECONDS) };
      const again = await runThread(patient, slow, slow + 1, Infinity, counts, findings);
      if (again.slow !== null) findings.push({ index: slow, what: `hangs for more than ${patient.caseSeconds} s` });
    }
  };
  await Promise.all(Array.from({ length: options.threads }, (_, thread) => lane(thread)));
  return { counts, findings: findings.sort((a, b) => a.index - b.index) };
}

interface ThreadEnd {
  /** The case to go on from, or null. The counts up to there are lost. */
  readonly goOn: number | null;
  /** The case that took too long, or null. */
  readonly slow: number | null;
}

/** Runs one thread until it is through, or until a case ends it. */
function runThread(
  { targets, seed, threads, caseSeconds = CASE_SECONDS, memoryLimit = 2 ** 29 }: FuzzOptions,
  first: number,
  end: number,
  deadline: number,
  counts: Record<string, Partial<Record<Outcome, number>>>,
  findings: FuzzFinding[],
): Promise<ThreadEnd> {
  return new Promise((resolve) => {
    const shared = new Int32Array(new SharedArrayBuffer(8)).fill(-1, 0, 1);
    const task: WorkerTask = { targets, seed, first, step: threads, end, shared, memoryLimit };
    const worker = new Worker(new URL('./fuzzThread.mjs', import.meta.url), {
      workerData: task,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryLimit / 2 ** 20 },
    });
    let watched = { index: -1, since: Date.now() };
    let ended = false;
    const finish = (end: ThreadEnd): void => {
      if (ended) return;
      ended = true;
      clearInterval(watchdog);
      void worker.terminate().then(() => resolve(end));
    };
    const after = (index: number): number | null => (index === -1 ? null : index + threads);
    const died = (what: string): void => {
      const index = Atomics.load(shared, 0);
      if (!ended) findings.push({ index, what });
      finish({ goOn: after(index), slow: null });
    };
    const watchdog = setInterval(() => {
      const index = Atomics.load(shared, 0);
      if (Date.now() > deadline || findings.length >= ENOUGH) Atomics.store(shared, 1, 1);
      if (index !== watched.index) watched = { index, since: Date.now() };
      else if (index !== -1 && Date.now() - watched.since > 1000 * caseSeconds) finish({ goOn: after(index), slow: index });
    }, 100);
    worker.on('message', (report: WorkerReport) => {
      if (report.kind === 'finding') findings.push({ index: report.index, what: report.what });
      else {
        for (const [name, outcomes] of Object.entries(report.counts)) {
          for (const [outcome, number] of Object.entries(outcomes) as [Outcome, number][]) counts[name]![outcome] = (counts[name]![outcome] ?? 0) + number;
        }
        finish({ goOn: null, slow: null });
      }
    });
    worker.on('error', (error) => died(`ends the thread: ${error.stack ?? error.message}`));
    worker.on('exit', () => died('ends the thread without a word'));
  });
}
