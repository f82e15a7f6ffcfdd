/**
 * `npm run samples:findings`: what the sample recordings say against their controls, in Markdown, by the explorer's own code:
 * the verdicts with their calibration, the power laws, the weekdays' harmonics. Own PCA, last 200 tokens. The verdicts are
 * written to docs/sample-verdicts.md as well; `--verdicts` prints nothing else.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { accuracyCurve, segmentSpans } from '../src/core/analysis/accuracyCurve.ts';
import { analyseLayer, type LayerInput } from '../src/core/analysis/analyseLayer.ts';
import { memoryBaselines } from '../src/core/baselines/memoryBaselines.ts';
import { runToEnd } from '../src/core/linalg/steps.ts';
import { layerNulls } from '../src/core/nulls/layerNulls.ts';
import type { LayerNulls } from '../src/core/nulls/types.ts';
import { fitScaling } from '../src/core/scaling/fitScaling.ts';
import type { CriticalMethod, ScalingCurve, ScalingSize } from '../src/core/scaling/types.ts';
import { defaultLayer } from '../src/state/recordings/contexts.ts';
import { entries, inputOf, openSample as open, PERMUTATIONS, SEED, settingsOf } from './sampleLayers.ts';
import { calibration, lastVerdicts } from './sampleVerdicts.ts';

const RESAMPLES = 2000;

const figure = (value: number | undefined, digits = 2): string => (value === undefined || Number.isNaN(value) ? '-' : value.toFixed(digits));
const row = (cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);
const header = (cells: readonly string[]): void => {
  row(cells);
  row(cells.map(() => '---'));
};

/** The same layer with the segments before the last window left out: only the last frame is wanted here. */
function lastWindowOnly(input: LayerInput<Float32Array>): LayerInput<Float32Array> {
  const end = input.segments.at(-1)!;
  const first = input.segments.findIndex((mark) => mark >= end - 200);
  const { nodes: n, hiddenSize: d } = input;
  return {
    ...input,
    residual: input.residual.subarray(first * n * d),
    counts: input.counts.subarray(first * n),
    segments: [0, ...input.segments.slice(first + 1).map((mark) => mark - input.segments[first]!)],
  };
}

function nulls(input: LayerInput<Float32Array>, layer: number): LayerNulls {
  return runToEnd(layerNulls(lastWindowOnly(input), settingsOf(layer), { permutations: PERMUTATIONS, seed: SEED }));
}

async function againstNulls(): Promise<void> {
  console.log('\n## Geometry at the last context, default layer\n');
  header(['sample', 'layer', 'energy', 'relabelled 5-95 %', 'z', 'p', 'rewired 5-95 %', 'PC1-2 energy', 'relabelled 5-95 %', 'p', 'R2 PC1-2', '95 % of relabelled', 'p', 'layer 0: energy, PC1-2, R2']);
  for (const entry of entries.filter(({ task }) => task.kind === 'ring' || task.kind === 'grid')) {
    const recording = await open(entry.file);
    const { metadata } = recording.info;
    const layer = defaultLayer(metadata);
    const input = await inputOf(recording, layer);
    const found = nulls(input, layer);
    const own = metadata.graphs.findIndex(({ role }) => role === 'context');
    const F = found.frames.length;
    const at = own * F + F - 1;
    const embedding = nulls(await inputOf(recording, metadata.layers[0]!), metadata.layers[0]!);
    row([
      entry.id, String(layer), figure(found.energy.observed[at]), `${figure(found.energy.low[at])}-${figure(found.energy.high[at])}`, figure(found.energy.z[at], 1), figure(found.energy.p[at], 3),
      `${figure(found.rewired.low[at])}-${figure(found.rewired.high[at])}`,
      figure(found.shownEnergy.observed[at]), `${figure(found.shownEnergy.low[at])}-${figure(found.shownEnergy.high[at])}`, figure(found.shownEnergy.p[at], 3),
      figure(found.pairs.r2[at]), figure(found.pairs.high[at]), figure(found.pairs.p[at], 3),
      [embedding.energy.observed[at], embedding.shownEnergy.observed[at], embedding.pairs.r2[at]].map((value) => figure(value)).join(', '),
    ]);
  }
}

async function accuracyAgainstBaselines(): Promise<void> {
  console.log('\n## Accuracy against what the sequence alone gives, last 50 tokens\n');
  header(['sample', 'accuracy', 'bigram recall', 'unigram', 'edges seen once', 'twice', 'iid once', 'iid twice']);
  for (const entry of entries.filter(({ task }) => task.kind === 'ring' || task.kind === 'grid')) {
    const { info } = await open(entry.file);
    const T = info.metadata.task.length;
    const graph = info.metadata.graphs.find(({ role }) => role === 'context')!;
    const baselines = memoryBaselines({ tokens: info.tokens, accuracy: info.accuracy, length: T, nodes: info.metadata.nodes.length, graph, sampler: info.metadata.task.sampler });
    const end = (values: Float32Array): string => figure(accuracyCurve(values, T, [{ start: T - 50, end: T }]).mean[0]);
    row([entry.id, end(info.accuracy), end(baselines.bigram), end(baselines.unigram), end(baselines.seenOnce), end(baselines.seenTwice), end(baselines.iidOnce), end(baselines.iidTwice)]);
  }
}

async function accuracyCurveOf(file: string): Promise<ScalingCurve> {
  const { info } = await open(file);
  const spans = segmentSpans(info.metadata.segments);
  const { perSequence } = accuracyCurve(info.accuracy, info.metadata.task.length, spans);
  return { id: info.metadata.id, contexts: spans.map(({ start, end }) => Math.max(1, (start + end) / 2)), values: perSequence };
}

async function energyCurveOf(file: string): Promise<ScalingCurve> {
  const recording = await open(file);
  const layer = defaultLayer(recording.info.metadata);
  const analysis = runToEnd(analyseLayer(await inputOf(recording, layer), { ...settingsOf(layer), window: { kind: 'last', tokens: 100 } }));
  const own = recording.info.metadata.graphs.findIndex(({ role }) => role === 'context');
  const F = analysis.frames.length;
  // A frame that has not seen every word is the energy of a short path, not of the graph.
  const complete = (f: number): boolean => analysis.tokenCounts.subarray(f * analysis.nodes, (f + 1) * analysis.nodes).every((count) => count > 0);
  const values = analysis.energy.slice(own * F, (own + 1) * F).map((energy, f) => (complete(f) ? energy : NaN));
  return { id: recording.info.metadata.id, contexts: analysis.frames.map(({ context }) => context), values };
}

async function sizesOf(kind: string, curveOf: (file: string) => Promise<ScalingCurve>): Promise<ScalingSize[]> {
  const bySize = new Map<number, ScalingCurve[]>();
  for (const entry of entries.filter(({ id, task }) => id.startsWith('gemma3-270m') && task.kind === kind && task.sampler === 'random-walk')) {
    bySize.set(entry.nodes, [...(bySize.get(entry.nodes) ?? []), await curveOf(entry.file)]);
  }
  return [...bySize].map(([nodes, curves]) => ({ nodes, curves }));
}

function report(title: string, sizes: ScalingSize[], method: CriticalMethod): void {
  const { points, law, refusal, alphaByLevel } = runToEnd(fitScaling({ sizes, method, resamples: RESAMPLES, seed: SEED }));
  console.log(`\n**${title}**: ${law === null ? refusal : `alpha ${figure(law.alpha)}, sequences ${figure(law.alphaLow)} to ${figure(law.alphaHigh)}, scatter of sizes ${figure(law.scatterLow)} to ${figure(law.scatterHigh)}, R2 ${figure(law.r2)}, ${law.sizes.length} sizes${law.inconclusive ? '; an interval includes zero' : ''}`}`);
  const bend = law?.lackOfFit ?? null;
  if (bend !== null) console.log(`Lack of fit: RSS ${figure(bend.line, 3)} on the line, ${figure(bend.curve, 3)} on a curve (bend ${figure(bend.bend)}), p = ${figure(bend.p, 4)}`);
  if (alphaByLevel.length > 0) console.log(`Alpha by level: ${alphaByLevel.map(({ level, alpha, sizes: count }) => `${figure(alpha)} at ${figure(level)} (${count})`).join(', ')}`);
  for (const point of points) console.log(`- ${point.nodes}: ${point.reason ?? `${figure(point.context, 0)} [${point.intervalReason ?? `${figure(point.low, 0)}, ${figure(point.high, 0)}`}]${point.breaks === null ? '' : `, ${point.breaks} break(s)`}`}; ${point.rows} rows, defined in ${figure(point.defined)}`);
}

async function scaling(): Promise<void> {
  console.log('\n## Critical context against size, Gemma 3 270M, recordings a and b');
  for (const kind of ['ring', 'grid']) {
    const sizes = await sizesOf(kind, accuracyCurveOf);
    for (const level of [0.3, 0.4, 0.5, 0.6]) report(`${kind}, accuracy reaches ${level}`, sizes, { kind: 'threshold', level });
    report(`${kind}, onset`, sizes, { kind: 'onset' });
    report(`${kind}, knee`, sizes, { kind: 'knee' });
    const energies = await sizesOf(kind, energyCurveOf);
    report(`${kind}, energy falls to 0.9`, energies, { kind: 'fall', level: 0.9 });
  }
}

async function weekdays(): Promise<void> {
  console.log('\n## Weekdays: variance share of the calendar ring\'s harmonics k1, k2, k3 (p of a share as large under relabelling)\n');
  const layers = [0, 12, 15];
  header(['recording', 'accuracy', ...layers.map((layer) => `layer ${layer}`)]);
  for (const entry of entries.filter(({ id }) => id.includes('weekdays'))) {
    const recording = await open(entry.file);
    const { metadata, accuracy } = recording.info;
    const calendar = metadata.graphs.findIndex(({ id }) => id === 'calendar' || id.includes('step1'));
    const cells = [];
    for (const layer of layers) {
      const found = nulls(await inputOf(recording, layer), layer);
      const spectrum = found.spectra.at(-1)?.[calendar >= 0 ? calendar : metadata.graphs.findIndex(({ role }) => role === 'context')];
      cells.push(spectrum ? [...spectrum.share].map((share, k) => `${figure(share)} (${figure(spectrum.p[k], 3)})`).join(' ') : '-');
    }
    const T = metadata.task.length;
    row([entry.id, figure(accuracyCurve(accuracy, T, [{ start: T - 50, end: T }]).mean[0]), ...cells]);
  }
  console.log('\nPC pairs of the own PCA at layer 15: R2 with u2,u3 of every graph, 1-2 / 3-4 / 5-6\n');
  for (const entry of entries.filter(({ id }) => id.includes('weekdays'))) {
    const recording = await open(entry.file);
    for (const layer of [0, 15]) {
      const found = nulls(await inputOf(recording, layer), layer);
      const F = found.frames.length;
      const graphs = recording.info.metadata.graphs.map(({ id, role }, g) => `${id} (${role}) ${found.pairs.pairs.map((_, pair) => figure(found.pairs.r2[(pair * found.graphs + g) * F + F - 1])).join(' / ')}`);
      console.log(`- ${entry.id}, layer ${layer}: ${graphs.join('; ')}`);
    }
  }
}

async function verdictPage(): Promise<void> {
  const lines: string[] = ['# Verdicts on the samples', '', 'Written by `npm run samples:findings`; decision [16](decisions/0016-verdicts.md) says what the words mean.'];
  const print = (line: string): void => {
    lines.push(line);
    console.log(line);
  };
  await calibration(print);
  await lastVerdicts(print);
  writeFileSync(path.resolve(import.meta.dirname, '..', 'docs', 'sample-verdicts.md'), `${lines.join('\n')}\n`);
}

await verdictPage();
if (!process.argv.includes('--verdicts')) {
  await weekdays();
  await scaling();
  await accuracyAgainstBaselines();
  await againstNulls();
}
