/** One PCA over stacked rows in the kernel's memory. */
import { componentsOf } from '../linalg/gramPca.ts';
import { iteratedEigenpairs } from '../linalg/iteratedEigenpairs.ts';
import { orientAxes } from '../linalg/orientAxes.ts';
import { type PrincipalComponents, rankOf } from '../linalg/principalComponents.ts';
import type { Rows } from '../linalg/rowProducts.ts';
import { combinable, kernelGram, type KernelRows, combinations, combineInto } from './kernelBlock.ts';
import { kernelVectors } from './kernelEigenpairs.ts';
import type { KernelInstance } from './kernelInstance.ts';

/** Up to this many rows their Gram matrix is decomposed whole. */
const GRAM_ROWS = 160;
/** Relative residual that single-precision products reach. */
export const JOINT_TOLERANCE = 1e-6;
/** Vectors multiplied at once: as many as the components of a basis and some to spare. */
const BLOCK = 16;

/**
 * One PCA over stacked centred rows. Few rows: through their Gram matrix. Many: randomized block Krylov iteration on
 * X X' without forming it (Musco and Musco 2015, arXiv 1504.05477), with the residual that it reached; `converged` is
 * false when it stopped at its cap.
 *
 * @param squares sum of the squares of all values
 */
export function* kernelJoint(kernel: KernelInstance, rows: KernelRows, squares: number, wanted: number): Generator<void, PrincipalComponents> {
  if (rows.count <= GRAM_ROWS) {
    return yield* componentsOf(combinable(kernel, rows), yield* kernelGram(kernel, rows), wanted, 'loadings');
  }
  const degrees = rows.count - 1;
  const operator = { size: rows.count, multiply: (block: Rows) => applied(kernel, rows, block, degrees) };
  const found = yield* iteratedEigenpairs(operator, wanted + 1, {
    tolerance: JOINT_TOLERANCE,
    block: BLOCK,
    depth: 3,
    vectors: kernelVectors(kernel),
  });
  const components = rankOf(found.values, Math.min(wanted, degrees, rows.length));
  const weights = new Float64Array(components * rows.count);
  for (let k = 0; k < components; k++) {
    const scale = 1 / Math.sqrt(found.values[k]! * degrees);
    for (let i = 0; i < rows.count; i++) weights[k * rows.count + i] = found.vectors[k * rows.count + i]! * scale;
  }
  const loadings = combinations(kernel, rows, weights, components);
  orientAxes(loadings, components);
  const { values: eigenvalues, residual, converged } = found;
  return { eigenvalues, components, loadings, totalVariance: squares / degrees, residual, converged };
}

/** X X' v / degrees for every v of the block. */
function applied(kernel: KernelInstance, rows: KernelRows, block: Rows, degrees: number): Float64Array {
  const { address, stride, count } = rows;
  const terms = block.count;
  return kernel.borrow(() => {
    const sums = combineInto(kernel, rows, block.values, terms);
    const basis = kernel.put(new Float32Array(kernel.doubles(sums, terms * stride)));
    const out = kernel.take(count * terms * 8);
    kernel.doubles(out, count * terms).fill(0);
    kernel.exports.addProducts(address, 0, count, basis, 0, terms, stride, out, terms);
    const products = kernel.doubles(out, count * terms);
    const images = new Float64Array(terms * count);
    for (let k = 0; k < terms; k++) {
      for (let i = 0; i < count; i++) images[k * count + i] = products[i * terms + k]! / degrees;
    }
    return images;
  });
}
