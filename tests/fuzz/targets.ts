import { arrayTargets } from './arrayTargets.ts';
import { importTarget } from './importTarget.ts';
import { newsItemsTarget, newsStatesTarget, newsTarget, newsTextsTarget } from './newsTargets.ts';
import { recordingTarget } from './recordingTarget.ts';
import { catalogTarget, urlTarget } from './stateTargets.ts';
import { Finding, type FuzzTarget } from './target.ts';

/** Readers that do what none may, to show that the harness notices. Never among the targets unless named. */
const canary = (name: string, run: FuzzTarget['run']): FuzzTarget => ({ name, corpus: [new Uint8Array(8)], words: ['x'], framed: false, run });

const CANARIES: readonly FuzzTarget[] = [
  canary('canary-hang', () => {
    for (;;);
  }),
  canary('canary-never', () => new Promise(() => undefined)),
  canary('canary-throw', () => Promise.reject(new TypeError('not an error that a reader may throw'))),
  canary('canary-wrong', () => Promise.reject(new Finding('a wrong value'))),
  canary('canary-heap', () => {
    const held: number[][] = [];
    for (;;) held.push(new Array<number>(1000).fill(held.length + 0.5));
  }),
  canary('canary-buffers', () => {
    BUFFERS.push(new Uint8Array(2 ** 25).fill(1));
    return Promise.resolve('accepted');
  }),
];
const BUFFERS: Uint8Array[] = [];

/** All readers of untrusted files and addresses, each with its share of the cases. */
export function allTargets(): readonly FuzzTarget[] {
  return [...arrayTargets(), importTarget(), recordingTarget(), newsTarget(), newsItemsTarget(), newsTextsTarget(), newsStatesTarget(), catalogTarget(), urlTarget()];
}

export function namedTargets(names: readonly string[]): readonly FuzzTarget[] {
  const all = [...allTargets(), ...CANARIES];
  return names.map((name) => {
    const target = all.find((known) => known.name === name);
    if (target === undefined) throw new Error(`Unknown format ${name}: choose among ${all.map((known) => known.name).join(', ')}.`);
    return target;
  });
}
