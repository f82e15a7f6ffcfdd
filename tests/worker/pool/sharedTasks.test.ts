import { describe, expect, it } from 'vitest';
import { SharedTasks } from '../../../src/worker/pool/sharedTasks.ts';

/** A task that settles by hand. */
function controlled() {
  let starts = 0;
  let signal: AbortSignal | null = null;
  let settle: { resolve(value: string): void; reject(error: Error): void } | null = null;
  return {
    start: (given: AbortSignal) => {
      starts += 1;
      signal = given;
      return new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
    },
    starts: () => starts,
    aborted: () => signal?.aborted ?? false,
    resolve: (value: string) => settle?.resolve(value),
    reject: (error: Error) => settle?.reject(error),
  };
}

describe('shared tasks', () => {
  it('start once for several callers and answer all of them', async () => {
    const tasks = new SharedTasks<string>();
    const task = controlled();
    const both = [tasks.run('a', task.start, new AbortController().signal), tasks.run('a', task.start)];
    task.resolve('value');
    expect(await Promise.all(both)).toEqual(['value', 'value']);
    expect(task.starts()).toBe(1);
  });

  it('go on while one caller is left, and stop when the last has gone', async () => {
    const tasks = new SharedTasks<string>();
    const task = controlled();
    const [first, second] = [new AbortController(), new AbortController()];
    const a = tasks.run('a', task.start, first.signal);
    const b = tasks.run('a', task.start, second.signal);
    first.abort();
    await expect(a).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(task.aborted()).toBe(false);
    second.abort();
    await expect(b).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(task.aborted()).toBe(true);
  });

  it('tell every caller that still listens what they report', async () => {
    const tasks = new SharedTasks<string, number>();
    const leaving = new AbortController();
    let report: (value: number) => void = () => undefined;
    let end: (value: string) => void = () => undefined;
    const start = (_signal: AbortSignal, tell: (value: number) => void) => {
      report = tell;
      return new Promise<string>((resolve) => (end = resolve));
    };
    const heard: string[] = [];
    const left = tasks.run('a', start, leaving.signal, (value) => heard.push(`left ${value}`));
    const stayed = tasks.run('a', start, new AbortController().signal, (value) => heard.push(`stayed ${value}`));
    report(1);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    report(2);
    end('value');
    expect(await stayed).toBe('value');
    expect(heard).toEqual(['left 1', 'stayed 1', 'stayed 2']);
  });

  it('start anew after they ended, failed or were left', async () => {
    const tasks = new SharedTasks<string>();
    const task = controlled();
    const failed = tasks.run('a', task.start);
    task.reject(new Error('broken'));
    await expect(failed).rejects.toThrow('broken');
    const leaving = new AbortController();
    tasks.run('a', task.start, leaving.signal).catch(() => undefined);
    leaving.abort();
    const again = tasks.run('a', task.start);
    expect(task.starts()).toBe(3);
    task.resolve('fresh');
    expect(await again).toBe('fresh');
  });
});
