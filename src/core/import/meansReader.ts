/** Reads the class means of one layer, [S, n, d], block by block out of the arrays that hold them. */
import type { ByteSource } from '../recording/byteSource.ts';
import { RecordingError, shortened } from '../recording/failure.ts';
import { MAX_LAYER_VALUES } from '../recording/limits.ts';
import type { ArrayFile } from './arrayFile.ts';
import type { ImportPlan, MeansPiece } from './planTypes.ts';

interface Block {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/**
 * The same bytes, fetched at least `blockBytes` at a time, the last `kept` blocks held: many small reads near one another are
 * then one.
 */
export function blockSource(source: ByteSource, blockBytes: number, kept: number): ByteSource {
  const blocks: Block[] = [];
  return {
    name: source.name,
    byteLength: source.byteLength,
    async read(start, end, signal, onProgress) {
      if (end - start > blockBytes || end > source.byteLength) return source.read(start, end, signal, onProgress);
      const held = blocks.find((block) => start >= block.start && end <= block.start + block.bytes.length);
      const block = held ?? (await fetched(source, start, blockBytes, signal));
      if (held === undefined) {
        blocks.unshift(block);
        blocks.length = Math.min(blocks.length, kept);
      }
      return block.bytes.subarray(start - block.start, end - block.start);
    },
  };
}

/** A read near the end takes the last block: a zip archive is read backwards from there. */
async function fetched(source: ByteSource, start: number, blockBytes: number, signal: AbortSignal | undefined): Promise<Block> {
  const from = Math.max(0, Math.min(start, source.byteLength - blockBytes));
  return { start: from, bytes: await source.read(from, Math.min(from + blockBytes, source.byteLength), signal) };
}

type Values = Float32Array | Float64Array;
type OnProgress = (done: number, total: number) => void;

export class MeansReader {
  private readonly file: ArrayFile;
  private readonly plan: ImportPlan;
  private readonly labels: readonly string[];
  /** The last array that holds more than one layer, as long as it is not too large: neighbouring layers are in it too. */
  private kept: { readonly array: string; readonly values: Values } | null = null;

  constructor(file: ArrayFile, plan: ImportPlan, labels: readonly string[]) {
    this.file = file;
    this.plan = plan;
    this.labels = labels;
  }

  /** @param l index of the layer among the plan's */
  async read(l: number, signal?: AbortSignal, onProgress?: OnProgress): Promise<Float32Array> {
    const pieces = this.plan.means[l]!;
    const block = this.plan.nodes * this.plan.hiddenSize;
    const out = new Float32Array(pieces.length * block);
    const arrays = [...new Set(pieces.map(({ array }) => array))];
    for (const [at, array] of arrays.entries()) {
      const report = onProgress && ((done: number, total: number) => onProgress(at * total + done, arrays.length * total));
      const values = await this.valuesOf(array, l, signal, report);
      pieces.forEach((piece, s) => {
        if (piece.array === array) copyPiece(values, piece, this.plan, out.subarray(s * block, (s + 1) * block));
      });
    }
    return out;
  }

  /** Throws non-finite, with array, word and context, unless every word that occurs has a finite mean. */
  check(l: number, values: Float32Array, counts: Int32Array): void {
    const { nodes, hiddenSize: d, contexts, layers } = this.plan;
    for (let cell = 0; cell < counts.length; cell++) {
      if (counts[cell] === 0) continue;
      const s = Math.floor(cell / nodes);
      let zero = true;
      for (let c = 0; c < d; c++) {
        const value = values[cell * d + c]!;
        // Infinity - Infinity and NaN - NaN are both NaN: one test for all that is not finite.
        if (value - value !== 0) throw this.fault(this.plan.means[l]![s]!, `is ${value} for word ${shortened(this.labels[cell % nodes])} at context ${contexts[s]}, dimension ${c}`);
        if (value !== 0) zero = false;
      }
      if (zero) throw this.fault(this.plan.means[l]![s]!, `has no mean of word ${shortened(this.labels[cell % nodes])} at context ${contexts[s]}, which layer ${layers[0]} has`);
    }
  }

  private async valuesOf(array: string, l: number, signal: AbortSignal | undefined, onProgress: OnProgress | undefined): Promise<Values> {
    if (this.kept?.array === array) return this.kept.values;
    const values = await this.file.readNumbers(array, signal, onProgress);
    const shared = this.plan.means.some((pieces, other) => other !== l && pieces.some((piece) => piece.array === array));
    this.kept = shared && values.length <= MAX_LAYER_VALUES ? { array, values } : null;
    return values;
  }

  private fault(piece: MeansPiece, what: string): RecordingError {
    return new RecordingError({
      code: 'non-finite', file: this.file.name, field: piece.array,
      message: `Array ${shortened(piece.array)} ${what}.`,
      remedy: 'A word without a mean is a row of NaN or of zeros in every layer, or is marked by a mask: choose a mask, or another layer.',
    });
  }
}

/** Fills `out`, [n, d] row-major. */
function copyPiece(values: Values, { offset, wordStride, dimensionStride }: MeansPiece, { nodes, hiddenSize: d }: ImportPlan, out: Float32Array): void {
  if (wordStride === d && dimensionStride === 1) {
    out.set(values.subarray(offset, offset + nodes * d));
    return;
  }
  for (let i = 0; i < nodes; i++) for (let k = 0; k < d; k++) out[i * d + k] = values[offset + i * wordStride + k * dimensionStride]!;
}

/** [rows] 1 where a row of `values` is all zero or all NaN: a word without a mean. */
export function blankRows(values: Float32Array, d: number): Uint8Array {
  return Uint8Array.from({ length: values.length / d }, (_, row) => {
    const cells = values.subarray(row * d, (row + 1) * d);
    return cells.every((value) => value === 0) || cells.every((value) => Number.isNaN(value)) ? 1 : 0;
  });
}
