/**
 * Means over several sequences as weights on the rows of a SequenceFrame, so that whatever is asked of them - distances,
 * components, resamples - comes from one matrix of inner products, without the activations.
 */
import { directEigenpairs } from '../linalg/eigenpairs.ts';
import type { SequenceFrame } from './sequenceFrames.ts';

/** Means of the words that some sequences have: mean of word i = sum over its rows of `share` times the row. */
export interface Pooled {
  /** [M] share of every row in its word's mean; 0 for rows that are left out. */
  readonly share: Float64Array;
  /** [m] words with a mean, ascending. */
  readonly present: Int32Array;
}

/** @param weights [R] how often each sequence counts, 0 or more */
export function pooled({ node, sequence, tokens }: SequenceFrame, weights: ArrayLike<number>, nodes: number): Pooled {
  const totals = new Float64Array(nodes);
  node.forEach((i, row) => (totals[i] = totals[i]! + weights[sequence[row]!]! * tokens[row]!));
  const share = Float64Array.from(node, (i, row) => (totals[i] === 0 ? 0 : (weights[sequence[row]!]! * tokens[row]!) / totals[i]!));
  return { share, present: Int32Array.from(totals.keys()).filter((i) => totals[i]! > 0) };
}

/** [n, n] row-major inner products of the means of `a` (rows) with those of `b` (columns); 0 for words without one. */
export function productsOf({ count: M, node, gram }: SequenceFrame, a: Pooled, b: Pooled, nodes: number): Float64Array {
  const out = new Float64Array(nodes * nodes);
  for (let k = 0; k < M; k++) {
    const share = a.share[k]!;
    if (share === 0) continue;
    const to = node[k]! * nodes;
    for (let l = 0; l < M; l++) {
      const other = b.share[l]!;
      if (other !== 0) out[to + node[l]!] = out[to + node[l]!]! + share * other * gram[k * M + l]!;
    }
  }
  return out;
}

/** [p, q] the products between words `rows` and `columns`, with the mean over each taken away from both sides. */
export function centredProducts(products: Float64Array, nodes: number, rows: Int32Array, columns: Int32Array): Float64Array {
  const p = rows.length;
  const q = columns.length;
  const out = new Float64Array(p * q);
  const ofRow = new Float64Array(p);
  const ofColumn = new Float64Array(q);
  let all = 0;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < q; j++) {
      const value = products[rows[i]! * nodes + columns[j]!]!;
      out[i * q + j] = value;
      ofRow[i] = ofRow[i]! + value / q;
      ofColumn[j] = ofColumn[j]! + value / p;
      all += value / (p * q);
    }
  }
  for (let i = 0; i < p; i++) for (let j = 0; j < q; j++) out[i * q + j] = out[i * q + j]! - ofRow[i]! - ofColumn[j]! + all;
  return out;
}

/** Eigenvalues of the sequences' equations this far below the largest stand for offsets that nothing decides. */
const UNDECIDED = 1e-9;

export interface WithoutOffsets {
  /** [n, n] inner products of the words' means without the sequences' offsets. */
  readonly products: Float64Array;
  /** Whether every two sequences are linked by words that both have, directly or through others: only then do all words compare. */
  readonly linked: boolean;
}

/**
 * Pooled means without sequence offsets, of the additive model h_ri = m_i + o_r, fitted by least squares over the tokens: what a
 * sequence adds to all its words is told from the words that it shares with others, and from nothing else. Offsets that sequences
 * without a common word leave open are set to 0 on average; words that no sequence has together may then not be compared.
 *
 * @param weights [R] how often each sequence counts, 0 or more
 */
export function withoutOffsets(frame: SequenceFrame, weights: Float64Array, nodes: number): WithoutOffsets {
  const { count: M, node, sequence, tokens, gram } = frame;
  const all = pooled(frame, weights, nodes);
  const R = weights.length;
  // [R, n] share of each sequence in each word's mean, and [R, R] the equations: sum_i w_ri (delta_rq - share_qi).
  const shares = new Float64Array(R * nodes);
  all.share.forEach((share, k) => (shares[sequence[k]! * nodes + node[k]!] = share));
  const equations = new Float64Array(R * R);
  // [R, M] the right-hand sides as weights on the rows: o = equations^-1 (e H).
  const sides = new Float64Array(R * M);
  for (let k = 0; k < M; k++) {
    const r = sequence[k]!;
    const weight = weights[r]! * tokens[k]!;
    equations[r * R + r] = equations[r * R + r]! + weight;
    sides[r * M + k] = sides[r * M + k]! + weight;
    for (let q = 0; q < R; q++) equations[r * R + q] = equations[r * R + q]! - weight * shares[q * nodes + node[k]!]!;
  }
  for (let k = 0; k < M; k++) {
    for (let l = 0; l < M; l++) {
      if (node[k] !== node[l]) continue;
      const r = sequence[k]!;
      sides[r * M + l] = sides[r * M + l]! - weights[r]! * tokens[k]! * all.share[l]!;
    }
  }
  const { inverse, rank } = pseudoInverse(equations, R);
  const active = weights.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0);
  // Offsets as weights on the rows, then the means: share of row k in word i less the offsets of the sequences behind i.
  const offsets = new Float64Array(R * M);
  for (let r = 0; r < R; r++) for (let q = 0; q < R; q++) for (let k = 0; k < M; k++) offsets[r * M + k] = offsets[r * M + k]! + inverse[r * R + q]! * sides[q * M + k]!;
  const terms = new Float64Array(nodes * M);
  all.share.forEach((share, k) => (terms[node[k]! * M + k] = share));
  for (const i of all.present) {
    for (let r = 0; r < R; r++) {
      const share = shares[r * nodes + i]!;
      if (share !== 0) for (let k = 0; k < M; k++) terms[i * M + k] = terms[i * M + k]! - share * offsets[r * M + k]!;
    }
  }
  return { products: quadratic(terms, gram, nodes, M), linked: rank >= active - 1 };
}

/** [p, p] X G X'. */
function quadratic(terms: Float64Array, gram: Float64Array, p: number, M: number): Float64Array {
  const half = new Float64Array(p * M);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < M; k++) {
      const term = terms[i * M + k]!;
      if (term !== 0) for (let l = 0; l < M; l++) half[i * M + l] = half[i * M + l]! + term * gram[k * M + l]!;
    }
  }
  const out = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = i; j < p; j++) {
      let sum = 0;
      for (let l = 0; l < M; l++) sum += half[i * M + l]! * terms[j * M + l]!;
      out[i * p + j] = out[j * p + i] = sum;
    }
  }
  return out;
}

function pseudoInverse(matrix: Float64Array, size: number): { readonly inverse: Float64Array; readonly rank: number } {
  const { values, vectors } = directEigenpairs(matrix, size);
  const inverse = new Float64Array(size * size);
  let rank = 0;
  for (let k = 0; k < size; k++) {
    if (!(values[k]! > UNDECIDED * values[0]!)) continue;
    rank++;
    for (let r = 0; r < size; r++) for (let q = 0; q < size; q++) inverse[r * size + q] = inverse[r * size + q]! + (vectors[k * size + r]! * vectors[k * size + q]!) / values[k]!;
  }
  return { inverse, rank };
}
