import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runChecks, type Check } from '../../scripts/run-checks.mjs';

let folder: string;
let printed: string[];
/** Cores busy after every beginning and end, and the names in the order of their beginnings. */
let busy: { now: number; most: number; began: string[] };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'contextscope-checks-'));
  printed = [];
  busy = { now: 0, most: 0, began: [] };
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

function check(name: string, cores: number, milliseconds: number, after?: string): Check {
  return {
    name,
    cores,
    ...(after === undefined ? {} : { after }),
    async run() {
      busy.began.push(name);
      busy.most = Math.max(busy.most, (busy.now += cores));
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      busy.now -= cores;
      return PASSED;
    },
  };
}

const script = (name: string, text: string): Check => ({ name, cores: 1, run: async ({ command }) => ((await command(process.execPath, ['-e', text])) ? PASSED : FAILED) });

describe('checks', () => {
  it('run side by side as far as the cores reach, a wide one alone, and are told in their order', async () => {
    const ended = await runChecks([check('long', 1, 60), check('wide', 2, 10), check('short', 1, 10), check('last', 1, 10)], { cores: 2, folder });
    expect(busy.most).toBe(2);
    expect(busy.began).toEqual(['long', 'short', 'last', 'wide']);
    expect(ended.map(({ name }) => name)).toEqual(['long', 'wide', 'short', 'last']);
  });

  it('that want more cores than there are run one by one', async () => {
    await runChecks([check('a', 1, 5), check('b', 4, 5), check('c', 2, 5)], { cores: 1, folder });
    expect(busy.began).toEqual(['a', 'b', 'c']);
  });

  it('wait for the one that makes what they use, if it was asked for', async () => {
    await runChecks([check('first', 1, 5), check('environment', 1, 20), check('user', 1, 5, 'environment')], { cores: 3, folder });
    expect(busy.began).toEqual(['first', 'environment', 'user']);
    expect((await runChecks([check('user', 1, 5, 'environment'), check('other', 1, 5)], { cores: 2, folder })).map(({ outcome }) => outcome)).toEqual([PASSED, PASSED]);
  });

  it('that throw, at once or later, or whose command dies or does not exist have failed, and the others go on', async () => {
    const broken: readonly Check[] = [
      { name: 'throws', cores: 1, run: () => Promise.reject(new Error('cannot begin')) },
      { name: 'throws at once', cores: 1, run: () => { throw new Error('cannot even begin'); } },
      script('dies', 'process.kill(process.pid, "SIGKILL")'),
      { name: 'absent', cores: 1, run: async ({ command }) => ((await command('no-such-command', [])) ? PASSED : FAILED) },
    ];
    const ended = await runChecks([...broken, check('sound', 1, 1)], { cores: 2, folder });
    expect(ended.map(({ outcome }) => outcome)).toEqual([FAILED, FAILED, FAILED, FAILED, PASSED]);
    for (const words of ['cannot begin', 'cannot even begin', 'was ended by SIGKILL', 'no-such-command: ']) expect(printed.join('\n')).toContain(words);
  });

  it('print what both streams of their commands said in one piece, and have no standard input', async () => {
    const says = (word: string) => `console.log("${word} 1"); setTimeout(() => { console.error("${word} 2"); process.stdin.on("end", () => console.log("${word} 3")).resume(); }, 50)`;
    await runChecks([script('a', says('apple')), script('b', says('bird'))], { cores: 2, folder });
    for (const [name, word] of [['a', 'apple'], ['b', 'bird']] as const) {
      const whole = `${word} 1\n${word} 2\n${word} 3\n`;
      expect(printed.filter((text) => text.includes(whole))).toHaveLength(1);
      expect(readFileSync(path.join(folder, `${name}.log`), 'utf8')).toBe(whole);
    }
  });
});
