/** Recordings of the format contextscope/1. */
import { readFileSync } from 'node:fs';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import { type OpenRecording, openRecording } from '../../src/core/recording/readRecording.ts';
import type { RecordingInfo } from '../../src/core/recording/types.ts';
import { tinyApart, tinyFile, tinyMetadata, tinyTensors } from '../core/helpers/tinyRecording.ts';
import { everyKeyKept, headerText, safetensorsOracle } from './oracles.ts';
import { check, refusal, type FuzzTarget } from './target.ts';

const WORDS = ['"counts"', '"tokens"', '"accuracy"', '"residual.0"', '"residual.2"', 'contextscope/1', 'contextscope/2', '\\"layers\\"', '\\"segments\\"', '\\"nodes\\"', '\\"context\\"', '\\"reference\\"', '\\"__proto__\\"', '"F16"', '"BF16"', '"F32"', '"I32"', '[2,4]', '[0,1]', 'null', 'true', '<b>', ',', '\\"', '\\"windows\\"', '\\"fixed\\"', '\\"not-stated\\"', '"context_accuracy"', '"cells"', '"residual_by_sequence.2"', '\\"layersBySequence\\"'];

export function recordingTarget(open: typeof openRecording = openRecording): FuzzTarget {
  const half = tinyTensors();
  const residual = half['residual.0']!;
  const bfloat = Uint8Array.from(residual.bytes.filter((_, at) => at % 4 > 1));
  const apart = tinyApart();
  const corpus = [
    tinyFile(),
    tinyFile(apart.metadata, apart.tensors),
    tinyFile(tinyMetadata(), { ...half, 'residual.0': { ...residual, dtype: 'BF16', bytes: bfloat } }),
    new Uint8Array(readFileSync(new URL('../../fixtures/synthetic/ring8-tiny.safetensors', import.meta.url))),
    new Uint8Array(readFileSync(new URL('../../fixtures/synthetic/ring6-class-means.safetensors', import.meta.url))),
  ];
  return {
    name: 'recording',
    corpus,
    words: WORDS,
    framed: true,
    async run(bytes) {
      try {
        const recording = await open(memoryByteSource('file', bytes));
        const { info } = recording;
        checkMetadata(info);
        if (info.metadata.windows === 'fixed') checkFixed(info);
        else checkTokens(info);
        const header = headerText(bytes);
        const { __metadata__: texts } = JSON.parse(header) as { __metadata__: { recording: string } };
        check(everyKeyKept(header) && everyKeyKept(texts.recording), 'a key given twice');
        const stored = safetensorsOracle(bytes);
        same('counts', info.counts, stored.get('counts')!.values);
        same('tokens', info.tokens, stored.get('tokens')?.values ?? []);
        same('accuracy', info.accuracy, stored.get('accuracy')?.values ?? []);
        same('context_accuracy', info.contextAccuracy ?? [], (info.metadata.windows === 'fixed' ? stored.get('context_accuracy')?.values : undefined) ?? []);
        for (const layer of info.metadata.layers) {
          const values = await recording.readLayer(layer);
          same(`layer ${layer}`, values, stored.get(`residual.${layer}`)!.values);
          checkLayer(info, values);
        }
        await checkApart(recording, stored);
        return 'accepted';
      } catch (error) {
        return refusal(error);
      }
    },
  };
}

/** Cells are the tokens', each once and in order, and every mean kept apart is the file's. */
async function checkApart({ info, readBySequence }: OpenRecording, stored: ReturnType<typeof safetensorsOracle>): Promise<void> {
  const { layersBySequence = [], task, segments, layers } = info.metadata;
  check((layersBySequence.length > 0) === (readBySequence !== undefined), 'sequences kept apart that cannot be read');
  if (readBySequence === undefined) return;
  const held = new Map<string, readonly number[]>();
  info.tokens.forEach((node, at) => {
    const position = at % task.length;
    const cell = [Math.floor(at / task.length), segments.findLastIndex((mark) => mark <= position), node];
    held.set(cell.join(), cell);
  });
  const expected = [...held.values()].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
  same('cells', expected.flat(), stored.get('cells')!.values);
  for (const layer of layersBySequence) {
    check(layers.includes(layer), `layer ${layer} kept apart but not recorded`);
    const values = await readBySequence(layer);
    same(`layer ${layer} by sequence`, values, stored.get(`residual_by_sequence.${layer}`)!.values);
    check(values.every(Number.isFinite) && values.length === expected.length * info.metadata.model.hiddenSize, `values of layer ${layer} by sequence`);
  }
}

function same(what: string, values: ArrayLike<number>, stored: readonly (number | string)[]): void {
  check(values.length === stored.length, `${values.length} values of ${what}, not ${stored.length}`);
  for (let i = 0; i < stored.length; i++) check(Object.is(values[i], stored[i]), `value ${i} of ${what} is ${values[i]}, not ${stored[i]}`);
}

function checkMetadata({ metadata }: RecordingInfo): void {
  const { nodes, segments, graphs, layers, task, model } = metadata;
  check([metadata.id, metadata.title, metadata.description, metadata.licence, metadata.citation, metadata.group, ...nodes.map(({ label }) => label)].every((text) => typeof text === 'string'), 'text that is no text');
  check(segments.every((mark, s) => (s === 0 ? mark === 0 : mark > segments[s - 1]!)) && segments.at(-1) === task.length, 'segments out of order');
  check(layers.every((layer, l) => (layer <= model.layers || (model.layers === 0 && metadata.windows === 'fixed')) && (l === 0 || layer > layers[l - 1]!)), 'layers out of order');
  check(graphs.filter(({ role }) => role === 'context').length === 1, 'not one context graph');
  check(graphs.every(({ edges }) => edges.every(([a, b]) => a !== b && a < nodes.length && b < nodes.length)), 'an edge to no node');
  check(graphs.every(({ layout }) => layout === null || layout.length === nodes.length), 'a layout of another size');
}

/** Every count is the number of tokens that it stands for; every accuracy is a share or masked. */
function checkTokens({ metadata, counts, tokens, accuracy }: RecordingInfo): void {
  const { nodes, segments, task } = metadata;
  check(tokens.length === task.sequences * task.length && accuracy.length === tokens.length, 'tokens of another shape');
  check(counts.length === (segments.length - 1) * nodes.length, 'counts of another shape');
  const left = [...counts];
  tokens.forEach((node, at) => {
    const segment = segments.findIndex((mark) => mark > at % task.length) - 1;
    left[segment * nodes.length + node]! -= 1;
  });
  check(left.every((count) => count === 0), 'counts that are not those of the tokens');
  check(accuracy.every((value) => Number.isNaN(value) || (value >= 0 && value < 1.01)), 'an accuracy outside 0 to 1');
}

/** Fixed windows may leave tokens and accuracy out; what there is must be whole. */
function checkFixed({ metadata, counts, tokens, accuracy, contextAccuracy }: RecordingInfo): void {
  const { nodes, segments, task } = metadata;
  const S = segments.length - 1;
  check(counts.length === S * nodes.length && counts.every((count) => count >= 0), 'counts of another shape, or negative');
  check([tokens.length, accuracy.length].every((length) => length === 0 || length === task.sequences * task.length), 'tokens of another shape');
  check(contextAccuracy === undefined || contextAccuracy.length === S || contextAccuracy.length === S * task.sequences, 'accuracy of another shape');
  check([...accuracy, ...(contextAccuracy ?? [])].every((value) => Number.isNaN(value) || (value >= 0 && value < 1.01)), 'an accuracy outside 0 to 1');
}

function checkLayer({ metadata, counts }: RecordingInfo, values: Float32Array): void {
  const d = metadata.model.hiddenSize;
  check(values.length === counts.length * d, 'a layer of another shape');
  check(counts.every((count, cell) => count === 0 || values.subarray(cell * d, (cell + 1) * d).every(Number.isFinite)), 'a mean that is not finite');
}
