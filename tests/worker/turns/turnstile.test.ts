import { describe, expect, it } from 'vitest';
import { Turnstile } from '../../../src/worker/turns/turnstile.ts';

const { signal } = new AbortController();

function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}

describe('a turnstile', () => {
  it('lets one caller at a time through, in the order of arrival', async () => {
    const turnstile = new Turnstile();
    const log: string[] = [];
    const first = gate();
    const pass = (name: string, until: Promise<void>) =>
      turnstile.pass(async () => {
        log.push(`${name} in`);
        await until;
        log.push(`${name} out`);
      }, signal);
    const all = [pass('a', first.passed), pass('b', Promise.resolve())];
    first.open();
    await Promise.all(all);
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('is idle at once when no one is inside, and otherwise only when the last of those waiting has left', async () => {
    const turnstile = new Turnstile();
    await turnstile.idle();
    const log: string[] = [];
    const [first, second] = [gate(), gate()];
    const a = turnstile.pass(() => first.passed, signal);
    const b = turnstile.pass(() => second.passed, signal).then(() => log.push('last left'));
    const idle = turnstile.idle().then(() => log.push('idle'));
    first.open();
    await a;
    expect(log).toEqual([]);
    second.open();
    await Promise.all([b, idle]);
    expect(log).toContain('idle');
    expect(log).toHaveLength(2);
  });

  it('is idle again after a caller that failed', async () => {
    const turnstile = new Turnstile();
    await expect(turnstile.pass(() => Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
    await turnstile.idle();
  });
});
