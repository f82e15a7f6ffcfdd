/** Several peers at the works of one layer: agreement first, then times. */
import { layerBytes } from '../arrays/layerBytes.ts';
import { interleaved } from '../interleaved.ts';
import type { Peer } from '../peers/peer.ts';
import type { Timing } from '../report/row.ts';
import type { BenchContext } from '../suite.ts';
import { mustAgree } from './agreement.ts';
import { shapeName, type Answer, type LayerShape, type Work } from './work.ts';

export interface Runner {
  readonly peer: Peer;
  readonly work: Work;
}

/** A runner's times, and how much of the work it did in each. */
export interface Finish extends Timing {
  readonly done: number;
}

export async function prepare(context: BenchContext, shape: LayerShape, peers: readonly Peer[]): Promise<void> {
  const file = await context.file(`${shapeName(shape)}.f16`, () => [layerBytes(shape)]);
  for (const peer of peers) await peer.prepare(file, shape);
}

/** Rejects when any two runners disagree. One finish a runner, in the order given. */
export async function race(context: BenchContext, title: string, runners: readonly Runner[]): Promise<Finish[]> {
  context.progress(title);
  const answers: Answer[] = [];
  for (const { peer, work } of runners) answers.push(await peer.run(work));
  answers.slice(1).forEach((answer, at) => mustAgree(`${title}, ${runners[at + 1]!.peer.name} against ${runners[0]!.peer.name}`, answer, answers[0]!));
  const contestants = runners.map(({ peer, work }) => ({ by: peer.name, once: async () => (await peer.run(work)).ms }));
  const timings = await interleaved(contestants, context.budget);
  return timings.map((timing, at) => ({ ...timing, done: answers[at]!.done }));
}
