/**
 * A recording out of a file of arrays, once it is known what they mean: its words, tokens, accuracy, and layers read
 * when they are asked for.
 */
import { encodedSingles } from '../recording/encodedLayer.ts';
import { RecordingError, shortened } from '../recording/failure.ts';
import { ACCURACY_SLACK } from '../recording/limits.ts';
import { metadataFault } from '../recording/metadata.ts';
import { type OpenRecording, withDecoded } from '../recording/readRecording.ts';
import type { RecordingInfo, RecordingMetadata } from '../recording/types.ts';
import type { ArrayFile } from './arrayFile.ts';
import { failIn, fileStem } from './importError.ts';
import { importedGraphs, type ImportedGraphs } from './importedGraphs.ts';
import { blankRows, MeansReader } from './meansReader.ts';
import type { ImportPlan } from './planTypes.ts';

type Values = Float32Array | Float64Array;

/** Reads every array once. */
function reader(file: ArrayFile, signal: AbortSignal | undefined): (name: string) => Promise<Values> {
  const known = new Map<string, Promise<Values>>();
  return (name) => {
    const values = known.get(name) ?? file.readNumbers(name, signal);
    known.set(name, values);
    return values;
  };
}

const LARGEST_COUNT = 2 ** 31 - 1;

/**
 * [S, n] row-major: 1 or the tokens where a word has a mean, 0 where a mask or a count says that it does not occur or
 * where its mean is blank.
 *
 * @param blank [S, n] 1 where the mean is all zero or NaN
 */
async function importedCounts(file: ArrayFile, plan: ImportPlan, blank: Uint8Array, signal: AbortSignal | undefined): Promise<Int32Array> {
  const fail = failIn(file.name);
  const values = reader(file, signal);
  const { nodes, contexts } = plan;
  const counts = Int32Array.from(blank, (isBlank) => 1 - isBlank);
  for (let s = 0; s < contexts.length; s++) {
    const mask = plan.presence[s] ?? null;
    const tokens = plan.counts?.[s] ?? null;
    const present = mask === null ? null : await values(mask.array);
    const counted = tokens === null ? null : await values(tokens.array);
    for (let i = 0; i < nodes; i++) {
      const cell = s * nodes + i;
      const seen = present?.[mask!.offset + i * mask!.stride] ?? 1;
      const count = counted?.[tokens!.offset + i * tokens!.stride] ?? 1;
      const where = `at context ${contexts[s]}, word ${i + 1}`;
      if (seen !== 0 && seen !== 1) throw fail('invalid', mask!.array, `Array ${shortened(mask!.array)} is ${seen} ${where}; a mask holds 0 and 1.`, 'Choose it as token counts, or ignore it.');
      if (!Number.isInteger(count) || count < 0 || count > LARGEST_COUNT) throw fail('invalid', tokens!.array, `Array ${shortened(tokens!.array)} is ${count} ${where}; a count is a whole number from 0.`, 'Ignore it.');
      if (seen === 0 || count === 0) counts[cell] = 0;
      else if (counts[cell] !== 0) counts[cell] = count;
    }
  }
  return counts;
}

/** [A, S] row-major; null where the file gives no accuracy. */
async function importedAccuracy(file: ArrayFile, plan: ImportPlan, signal: AbortSignal | undefined): Promise<Float32Array | null> {
  if (plan.accuracy === null) return null;
  const values = reader(file, signal);
  const S = plan.contexts.length;
  const { rows, pieces } = plan.accuracy;
  const out = new Float32Array(rows * S).fill(NaN);
  for (const [s, piece] of pieces.entries()) {
    if (piece === null) continue;
    const from = await values(piece.array);
    for (let r = 0; r < rows; r++) {
      const value = from[piece.offset + r * piece.stride]!;
      if (!Number.isNaN(value) && !(value >= 0 && value <= 1 + ACCURACY_SLACK)) {
        throw failIn(file.name)('invalid', piece.array, `Array ${shortened(piece.array)} is ${value} at context ${plan.contexts[s]}; accuracy lies from 0 to 1.`, 'Ignore it, or save it as shares of 1.');
      }
      out[r * S + s] = value;
    }
  }
  return out;
}

export interface ImportOptions {
  /** Bytes of the whole file. */
  readonly byteLength: number;
  /** UTC time of the import, such as 2026-01-31T10:00:00Z. */
  readonly created: string;
  /** What the plan said already, for the description. */
  readonly notes: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface ImportedRecording {
  readonly recording: OpenRecording;
  /** Sentences on what was decided or left out on the way. */
  readonly notes: readonly string[];
}

/**
 * Reads words, graphs, presence and accuracy, and the first layer, for the rows that are all zero or NaN in it are words
 * without a mean. Rejects with RecordingError naming the array, or with what the source rejects with.
 */
export async function importedRecording(file: ArrayFile, plan: ImportPlan, options: ImportOptions): Promise<ImportedRecording> {
  const { signal } = options;
  const fail = failIn(file.name);
  const labels = await labelsOf(file, plan, signal);
  const graphs = await importedGraphs(file, plan, labels, signal);
  const means = new MeansReader(file, plan, labels);
  let first: Float32Array | null = await means.read(0, signal, options.onProgress);
  const blank = blankRows(first, plan.hiddenSize);
  const counts = await importedCounts(file, plan, blank, signal);
  means.check(0, first, counts);
  const contextAccuracy = await importedAccuracy(file, plan, signal);
  const notes = [...options.notes, ...graphs.notes, ...missingNote(plan, counts)];
  const metadata = metadataOf(file, plan, labels, graphs, notes, options.created);
  const fault = metadataFault(metadata);
  if (fault !== null) throw fail(fault.code, fault.field, fault.message, 'Choose other arrays for the graph or the class means.');
  const info: RecordingInfo = {
    metadata,
    byteLength: options.byteLength,
    counts,
    tokens: new Int32Array(),
    accuracy: new Float32Array(),
    ...(contextAccuracy !== null && { contextAccuracy }),
  };
  return {
    notes,
    recording: withDecoded({
      info,
      layerBytes: first.byteLength,
      async readEncoded(layer, layerSignal, onProgress) {
        const l = plan.layers.indexOf(layer);
        if (l === -1) throw fail('no-layer', `layer ${layer}`, `Layer ${layer} is not in the file; it holds layers ${plan.layers.join(', ')}.`, 'Choose one of them.');
        if (l === 0 && first !== null) {
          const values = first;
          first = null;
          return encodedSingles(values);
        }
        const values = await means.read(l, layerSignal, onProgress);
        means.check(l, values, counts);
        return encodedSingles(values);
      },
    }),
  };
}

/** The words, or their numbers from 1 on; an empty word is shown by its number. */
async function labelsOf(file: ArrayFile, plan: ImportPlan, signal: AbortSignal | undefined): Promise<string[]> {
  const texts = plan.labels === null ? [] : await file.readText(plan.labels, signal);
  const labels = Array.from({ length: plan.nodes }, (_, i) => texts[i] || `word ${i + 1}`);
  const long = labels.findIndex((label) => label.length > 200);
  if (long === -1) return labels;
  throw new RecordingError({
    code: 'too-large', file: file.name, field: plan.labels,
    message: `Array ${shortened(plan.labels)} has a word of ${labels[long]!.length} characters; at most 200 are shown.`,
    remedy: 'Shorten the words, or ignore the array.',
  });
}

function metadataOf(file: ArrayFile, plan: ImportPlan, labels: readonly string[], graphs: ImportedGraphs, notes: readonly string[], created: string): RecordingMetadata {
  const title = (plan.title.trim() || fileStem(file.name) || 'Imported').slice(0, 200);
  const { contexts, layers, nodes, hiddenSize } = plan;
  const id = recordingId(fileStem(file.name));
  return {
    id,
    title,
    description: [`Imported from ${file.name.slice(0, 200)}: class means of ${nodes} words at ${contexts.length} ${contexts.length === 1 ? 'context' : 'contexts'}.`, ...notes].join(' ').slice(0, 4000),
    created,
    licence: 'not stated',
    citation: '',
    group: id,
    model: { id: plan.model.trim().slice(0, 500) || 'model not stated', revision: null, source: null, weights: 'not stated', layers: 0, hiddenSize },
    hook: { name: 'not stated', description: 'not stated' },
    layers,
    task: {
      kind: graphs.shape.kind, sampler: 'not-stated', prefix: '', seeds: [],
      sequences: plan.accuracy !== null && plan.accuracy.rows > 1 ? plan.accuracy.rows : 0,
      length: contexts.at(-1)!, size: graphs.shape.size, step: null, chanceLevel: null,
    },
    nodes: labels.map((label) => ({ label, tokenId: null })),
    graphs: graphs.graphs,
    segments: [0, ...contexts],
    windows: 'fixed',
    flags: [],
    software: { importer: '1' },
  };
}

/** Letters, digits, ".", "_" and "-", as ids are; what else stands in the name becomes "-". */
function recordingId(stem: string): string {
  const id = stem.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '').slice(0, 200);
  return id === '' ? 'imported' : id;
}

function missingNote({ nodes, contexts }: ImportPlan, counts: Int32Array): string[] {
  const missing = contexts.map((context, s) => ({ context, words: counts.subarray(s * nodes, (s + 1) * nodes).filter((count) => count === 0).length })).filter(({ words }) => words > 0);
  return missing.length === 0 ? [] : [`Without a mean: ${missing.slice(0, 8).map(({ context, words }) => `${words} ${words === 1 ? 'word' : 'words'} at ${context}`).join(', ')}${missing.length > 8 ? ', and at other contexts' : ''}.`];
}
