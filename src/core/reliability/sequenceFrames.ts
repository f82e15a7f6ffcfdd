/** The sequences of one frame: the mean of every word in every sequence that has it, and their inner products. */
import type { FrameWindow } from '../analysis/settings.ts';
import { addGram, mirror } from '../linalg/gramPca.ts';

/** Means of one layer kept apart by sequence (docs/format.md). */
export interface SequenceMeans {
  /** [C, 3] row-major: sequence, segment, node. */
  readonly cells: Int32Array;
  /** [C] tokens. */
  readonly counts: Int32Array;
  /** [C, d] row-major mean activations, finite. */
  readonly values: Float32Array;
  /** R. */
  readonly sequences: number;
  /** n. */
  readonly nodes: number;
  /** d. */
  readonly hiddenSize: number;
}

/** M rows: a row for each word of each sequence in the window, ordered by sequence, then word. */
export interface SequenceFrame {
  readonly count: number;
  /** [M] */
  readonly sequence: Int32Array;
  /** [M] */
  readonly node: Int32Array;
  /** [M] tokens behind the row's mean. */
  readonly tokens: Float64Array;
  /** [M, M] inner products of the rows, taken from their common mean, which no measure of differences depends on. */
  readonly gram: Float64Array;
}

/** Rows whose inner products are held: 128 MiB of them. */
const MAX_ROWS = 4096;

/**
 * Every token of the window counts once. Yields between blocks of rows.
 *
 * @throws RangeError with more than 4096 rows
 */
export function* sequenceFrame({ cells, counts, values, nodes, hiddenSize: d }: SequenceMeans, { firstSegment, endSegment }: FrameWindow): Generator<void, SequenceFrame> {
  const tokensOf = new Map<number, number>();
  const inWindow: number[] = [];
  counts.forEach((count, cell) => {
    const segment = cells[3 * cell + 1]!;
    if (segment < firstSegment || segment >= endSegment) return;
    const key = cells[3 * cell]! * nodes + cells[3 * cell + 2]!;
    tokensOf.set(key, (tokensOf.get(key) ?? 0) + count);
    inWindow.push(cell);
  });
  const keys = [...tokensOf.keys()].sort((a, b) => a - b);
  const M = keys.length;
  if (M > MAX_ROWS) throw new RangeError(`the window holds ${M} words of single sequences; at most ${MAX_ROWS} are compared`);
  const rowOf = new Map(keys.map((key, row) => [key, row]));
  const tokens = Float64Array.from(keys, (key) => tokensOf.get(key)!);
  const rows = new Float64Array(M * d);
  for (const cell of inWindow) {
    const row = rowOf.get(cells[3 * cell]! * nodes + cells[3 * cell + 2]!)!;
    const weight = counts[cell]! / tokens[row]!;
    for (let c = 0; c < d; c++) rows[row * d + c] = rows[row * d + c]! + weight * values[cell * d + c]!;
  }
  centre(rows, M, d);
  const gram = new Float64Array(M * M);
  yield* addGram({ values: rows, count: M, length: d }, gram);
  mirror(gram, M);
  return { count: M, sequence: Int32Array.from(keys, (key) => Math.floor(key / nodes)), node: Int32Array.from(keys, (key) => key % nodes), tokens, gram };
}

/** Takes the mean of the rows from each, so that inner products do not drown in what all share. */
function centre(rows: Float64Array, count: number, length: number): void {
  for (let c = 0; c < length; c++) {
    let sum = 0;
    for (let row = 0; row < count; row++) sum += rows[row * length + c]!;
    for (let row = 0; row < count; row++) rows[row * length + c] = rows[row * length + c]! - sum / count;
  }
}
