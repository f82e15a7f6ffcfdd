/** Rows of the present nodes of a frame, centred on their own mean, and what an analysis does with them. */
import { gram, gramPca, type GramPca, type PcaParts } from './gramPca.ts';
import { rowProducts, type Rows } from './rowProducts.ts';

/** Centred rows of the present nodes of a frame, wherever they are kept, and what an analysis does with them. */
export interface CentredBlock {
  /** m, present nodes. */
  readonly count: number;
  /** d. */
  readonly length: number;
  /** [m] the node behind every row, ascending. */
  readonly nodes: Int32Array;
  /** [m, m] Gram matrix, symmetric to the last bit. */
  gram(): Generator<void, Float64Array>;
  /** Their PCA, as gramPca. `gramMatrix` is what `gram` gave; it is not modified. */
  pca(gramMatrix: Float64Array, wanted: number, parts: PcaParts): Generator<void, GramPca>;
  /** [m, K] inner products with the rows of `loadings` [K, d]. */
  project(loadings: Float64Array, components: number): Float64Array;
}

/** Rows in double precision, worked on in plain TypeScript. */
export function plainBlock(rows: CentredRows): CentredBlock {
  const { count, length, nodes } = rows;
  return {
    count,
    length,
    nodes,
    gram: () => gram(rows),
    pca: (gramMatrix, wanted, parts) => gramPca(rows, gramMatrix, wanted, parts),
    project: (values, components) => rowProducts(rows, { values, count: components, length }),
  };
}

/** [m] the nodes with tokens, ascending. `tokenCounts` [n]: tokens behind every node, 0 = missing. */
export function presentNodes(tokenCounts: Int32Array): Int32Array {
  const present = new Int32Array(tokenCounts.length);
  let count = 0;
  for (let i = 0; i < tokenCounts.length; i++) if (tokenCounts[i]! > 0) present[count++] = i;
  return present.slice(0, count);
}

/** The nodes present in a frame, centred on their own mean. */
export interface CentredRows extends Rows {
  /** [count] the node behind every row, ascending. */
  readonly nodes: Int32Array;
}

/**
 * A spread this far below the values themselves is the rounding of averaging equal values, not variance: it is set to
 * exactly zero. Half and single precision recordings resolve differences a million times larger.
 */
export const ROUNDING = 1e-13;

/**
 * Copies the present rows and subtracts their mean, so that a Gram matrix of them never suffers cancellation.
 *
 * @param means [n, d] row-major; rows of missing nodes are not read
 * @param tokenCounts [n] tokens behind every node, 0 = missing
 * @returns [m, d] rows of the m present nodes; all zero when they coincide
 * @throws RangeError on a value that is not finite
 */
export function centreRows(means: Float64Array, tokenCounts: Int32Array, hiddenSize: number): CentredRows {
  const nodes = presentNodes(tokenCounts);
  const count = nodes.length;
  const values = new Float64Array(count * hiddenSize);
  const mean = new Float64Array(hiddenSize);
  let magnitude = 0;
  nodes.forEach((node, row) => {
    for (let c = 0; c < hiddenSize; c++) {
      const value = means[node * hiddenSize + c]!;
      if (value - value !== 0) throw new RangeError(`node ${node}, dimension ${c} is ${value}: not finite`);
      values[row * hiddenSize + c] = value;
      mean[c] = mean[c]! + value;
      magnitude += value * value;
    }
  });
  let spread = 0;
  for (let row = 0; row < count; row++) {
    for (let c = 0; c < hiddenSize; c++) {
      const centred = values[row * hiddenSize + c]! - mean[c]! / count;
      values[row * hiddenSize + c] = centred;
      spread += centred * centred;
    }
  }
  if (spread <= ROUNDING * ROUNDING * magnitude) values.fill(0);
  return { values, count, length: hiddenSize, nodes };
}
