import { Matrix } from 'ml-matrix';
import { PCA } from 'ml-pca';
import { decodeFloat16 } from '../../src/core/recording/encodedLayer.ts';
import { frameComponents, type LayerShape } from './work.ts';

export interface LibraryFrames {
  readonly done: number;
  /** [done, K] */
  readonly eigenvalues: readonly number[];
  /** [done, n, K] */
  readonly scores: readonly number[];
}

/** ml-pca with its defaults, frame after frame until all are done or `patience` milliseconds have passed; one at least. */
export function libraryFrames(bytes: Uint8Array, shape: LayerShape, patience: number): LibraryFrames {
  const { frames, nodes, hiddenSize } = shape;
  const K = frameComponents(shape);
  const size = nodes * hiddenSize;
  const started = performance.now();
  const eigenvalues: number[] = [];
  const scores: number[] = [];
  let done = 0;
  do {
    const values = decodeFloat16(bytes.subarray(2 * done * size, 2 * (done + 1) * size));
    const rows = Matrix.from1DArray(nodes, hiddenSize, values);
    const pca = new PCA(rows);
    eigenvalues.push(...pca.getEigenvalues().slice(0, K));
    scores.push(...pca.predict(rows, { nComponents: K }).to1DArray());
    done++;
  } while (done < frames && performance.now() - started < patience);
  return { done, eigenvalues, scores };
}
