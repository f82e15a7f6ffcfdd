import type { CentredRows } from './centreRows.ts';
import { gram } from './gram.ts';
import { gramPca, type GramPca, type PcaParts } from './gramPca.ts';
import { rowProducts } from './rowProducts.ts';

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
