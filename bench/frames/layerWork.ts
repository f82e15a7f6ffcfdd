/** One layer's bytes and the works on them in this thread's JavaScript: the same class in Node and in Chromium's worker. */
import { explorerFrames, explorerJoint } from './explorerPaths.ts';
import { libraryFrames } from './libraryFrames.ts';
import type { Answer, LayerShape, Work } from './work.ts';

/** Milliseconds after which the library takes no further frame. */
const LIBRARY_PATIENCE = 2000;

type Result = Omit<Answer, 'ms'>;

export class LayerWork {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #shape: LayerShape;

  /** @param bytes [T, n, d] binary16, in memory of their own */
  constructor(bytes: Uint8Array<ArrayBuffer>, shape: LayerShape) {
    this.#bytes = bytes;
    this.#shape = shape;
  }

  run(work: Work): Answer {
    const started = performance.now();
    const finish = this.#do(work);
    const elapsed = performance.now() - started;
    const result = finish();
    const share = work === 'joint' ? 1 : this.#shape.frames / result.done;
    return { ms: elapsed * share, ...result };
  }

  /** Does the work at once; what it returns takes the figures out of it, which is not timed. */
  #do(work: Work): () => Result {
    const { frames, components } = this.#shape;
    if (work === 'frames') {
      const analysis = explorerFrames(this.#bytes, this.#shape);
      return () => ({ done: frames, eigenvalues: [...analysis.ownVariance], spread: this.#spread(analysis.scores, frames) });
    }
    if (work === 'joint') {
      const basis = explorerJoint(this.#bytes, this.#shape);
      return () => ({ done: 1, eigenvalues: [...basis.eigenvalues.subarray(0, components)], spread: [] });
    }
    if (work === 'library') {
      const { done, eigenvalues, scores } = libraryFrames(this.#bytes, this.#shape, LIBRARY_PATIENCE);
      return () => ({ done, eigenvalues, spread: this.#spread(scores, done) });
    }
    throw new RangeError(`${work} is no work of this peer`);
  }

  /** Mean absolute score a component, from [done, n, K] scores. */
  #spread(scores: ArrayLike<number>, done: number): number[] {
    const { nodes } = this.#shape;
    const K = scores.length / (done * nodes);
    const out = new Array<number>(done * K).fill(0);
    for (let at = 0; at < scores.length; at++) {
      const frame = Math.floor(at / (nodes * K));
      out[frame * K + (at % K)]! += Math.abs(scores[at]!) / nodes;
    }
    return out;
  }
}
