import { presentNodes } from './presentNodes.ts';
import type { Rows } from './rowProducts.ts';

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
