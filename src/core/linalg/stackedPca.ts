import { addGram, gram, gramPca, mirror, trace } from './gramPca.ts';
import { orientAxes } from './orientAxes.ts';
import { rankOf, type PrincipalComponents } from './principalComponents.ts';
import type { Rows } from './rowProducts.ts';
import { symmetricEigenpairs } from './eigenpairs.ts';

/**
 * One PCA over many centred groups of rows, stacked (variances divided by the M - 1 of all rows). Takes the Gram matrix
 * [M, M] where rows are fewer than dimensions, else the covariance [d, d] summed group by group; both are exact.
 *
 * @param groups each [m, d] and centred on its own mean, or one that is such groups stacked already
 * @param wanted components wanted
 */
export function* stackedPca(groups: readonly Rows[], hiddenSize: number, wanted: number): Generator<void, PrincipalComponents> {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return count <= hiddenSize
    ? yield* gramRoute(groups, count, hiddenSize, wanted)
    : yield* covarianceRoute(groups, count, hiddenSize, wanted);
}

function* gramRoute(groups: readonly Rows[], count: number, d: number, wanted: number): Generator<void, PrincipalComponents> {
  const [only] = groups;
  const stacked = only !== undefined && groups.length === 1 ? only : stack(groups, count, d);
  return yield* gramPca(stacked, yield* gram(stacked), wanted);
}

function stack(groups: readonly Rows[], count: number, d: number): Rows {
  const values = new Float64Array(count * d);
  let at = 0;
  for (const group of groups) {
    values.set(group.values, at);
    at += group.values.length;
  }
  return { values, count, length: d };
}

function* covarianceRoute(groups: readonly Rows[], count: number, d: number, wanted: number): Generator<void, PrincipalComponents> {
  const covariance = new Float64Array(d * d);
  for (const group of groups) yield* addGram(transposed(group), covariance);
  mirror(covariance, d);
  for (let at = 0; at < covariance.length; at++) covariance[at] = covariance[at]! / (count - 1);
  const { values, vectors, residual, converged } = yield* symmetricEigenpairs(covariance, d, wanted + 1);
  const components = rankOf(values, Math.min(wanted, d));
  const loadings = vectors.slice(0, components * d);
  orientAxes(loadings, components);
  return { eigenvalues: values, components, loadings, totalVariance: trace(covariance, d), residual, converged };
}

function transposed({ values, count, length }: Rows): Rows {
  const out = new Float64Array(values.length);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < length; c++) out[c * count + i] = values[i * length + c]!;
  }
  return { values: out, count: length, length: count };
}
