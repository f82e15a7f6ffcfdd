import type { Answer } from './work.ts';

/** Largest difference relative to the largest value in which two ways to the same figures may differ. */
export const AGREEMENT = 1e-4;

/**
 * Throws where two answers differ over the frames that both have done: a bench must not time wrong answers.
 *
 * @param tolerance relative to the largest value of a frame
 */
export function mustAgree(name: string, ours: Answer, theirs: Answer, tolerance = AGREEMENT): void {
  for (const figure of ['eigenvalues', 'spread'] as const) {
    const a = ours[figure];
    const b = theirs[figure];
    const width = a.length / ours.done;
    if (width !== b.length / theirs.done) throw new Error(`${name}: ${width} ${figure} a frame here, ${b.length / theirs.done} there`);
    for (let frame = 0; frame < Math.min(ours.done, theirs.done); frame++) {
      const error = difference(a.slice(frame * width, (frame + 1) * width), b.slice(frame * width, (frame + 1) * width));
      // Written so that a figure that is not a number fails.
      if (!(error <= tolerance)) throw new Error(`${name}: ${figure} of frame ${frame} differ by ${error.toExponential(1)} of the largest, more than ${tolerance}`);
    }
  }
}

function difference(a: readonly number[], b: readonly number[]): number {
  const largest = Math.max(...b.map(Math.abs));
  return a.reduce((worst, value, k) => Math.max(worst, Math.abs(value - b[k]!) / largest), 0);
}
