/**
 * What a page's main thread did, from a browser trace: its tasks in wall time and in CPU time of the thread, by
 * animation frame, and what the garbage collector did between two marks of the page.
 */
import type { Browser, Page } from 'playwright-core';

export interface MainThreadTask {
  /** Milliseconds from the beginning of the stretch. */
  readonly start: number;
  /** Wall time in milliseconds; grows when other processes want the core. */
  readonly wall: number;
  /** CPU time of the thread in milliseconds; what the task itself cost. */
  readonly cpu: number;
}

export interface MainThreadTrace {
  /** Length of the stretch in milliseconds. */
  readonly duration: number;
  readonly tasks: readonly MainThreadTask[];
  /** CPU milliseconds of the main thread in every animation frame of the stretch, in order. */
  readonly frames: readonly number[];
  /** Bytes allocated on the JavaScript heap during the stretch. */
  readonly allocated: number;
  readonly collections: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly usedHeapSizeBefore?: number; readonly usedHeapSizeAfter?: number };
}

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'disabled-by-default-v8.gc', 'blink.user_timing'];
const TASK = /^(ThreadControllerImpl::)?RunTask$/;
/** Once in every animation frame that the page draws: it hands the frame to the compositor. */
const FRAME = 'Commit';
const [BEGIN, END] = ['stretch begins', 'stretch ends'];

/**
 * Traces the browser while `act` runs; the stretch between its first and its last moment is what is returned. The page needs
 * `--enable-precise-memory-info` for bytes that are more than rounded.
 */
export async function traceMainThread(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<MainThreadTrace> {
  await browser.startTracing(page, { categories: CATEGORIES });
  const from = await mark(page, BEGIN);
  await act();
  const to = await mark(page, END);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  return readTrace(traceEvents, from, to);
}

/** Bytes on the heap at the mark. */
function mark(page: Page, name: string): Promise<number> {
  return page.evaluate((text) => {
    performance.mark(text);
    return (performance as unknown as { readonly memory: { readonly usedJSHeapSize: number } }).memory.usedJSHeapSize;
  }, name);
}

function readTrace(events: readonly TraceEvent[], heapBefore: number, heapAfter: number): MainThreadTrace {
  const begin = events.find(({ name }) => name === BEGIN);
  const end = events.findLast(({ name }) => name === END);
  if (begin === undefined || end === undefined) throw new Error('the trace lacks the marks of its stretch');
  if (begin.pid !== end.pid) throw new Error('the page changed its process during the stretch');
  const here = events.filter(({ pid, tid, ts }) => pid === begin.pid && tid === begin.tid && ts >= begin.ts && ts < end.ts);
  const whole = here.filter(({ name, ph }) => ph === 'X' && TASK.test(name)).sort((a, b) => a.ts - b.ts);
  const outer: TraceEvent[] = [];
  let until = -Infinity;
  for (const task of whole) {
    if (task.ts < until) continue;
    outer.push(task);
    until = task.ts + (task.dur ?? 0);
  }
  const collections = here.filter(({ name }) => name === 'MinorGC' || name === 'MajorGC');
  const freed = collections.reduce((sum, { args }) => sum + Math.max(0, (args?.usedHeapSizeBefore ?? 0) - (args?.usedHeapSizeAfter ?? 0)), 0);
  return {
    duration: (end.ts - begin.ts) / 1000,
    tasks: outer.map(({ ts, dur = 0, tdur = dur }) => ({ start: (ts - begin.ts) / 1000, wall: dur / 1000, cpu: tdur / 1000 })),
    frames: cpuByFrame(outer, here.filter(({ name }) => name === FRAME).map(({ ts }) => ts)),
    allocated: heapAfter - heapBefore + freed,
    collections: collections.length,
  };
}

/** A frame reaches from the task after the one that handed over the frame before to the one that hands it over itself. */
function cpuByFrame(tasks: readonly TraceEvent[], commits: readonly number[]): readonly number[] {
  const frames: number[] = [];
  let cpu = 0;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    cpu += tdur / 1000;
    if (!commits.some((at) => at >= ts && at <= ts + dur)) continue;
    frames.push(cpu);
    cpu = 0;
  }
  return frames;
}
