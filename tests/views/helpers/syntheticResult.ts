/** A recording and its analysis made from a formula: words that walk from seeded noise to the shape of their graph. */
import type { LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import type { Edge, LayoutPoint, RecordingGraph, RecordingMetadata } from '../../../src/core/recording/types.ts';
import type { PanelResult } from '../../../src/state/panels/analysisStore.ts';

const WORDS = (
  'apple bird car egg house milk plane opera box sand sun mango rock math code phone river lamp stone chair cloud bread ' +
  'glass horse tiger paper knife wheel train bridge candle silver garden window orange basket'
).split(' ');
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** Mulberry32: a small seeded generator, uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export type SyntheticTask =
  | { readonly kind: 'grid'; readonly rows: number; readonly cols: number }
  | { readonly kind: 'ring'; readonly n: number; readonly directed?: boolean }
  | { readonly kind: 'weekdays'; readonly step: number };

export function ringEdges(n: number, step = 1): Edge[] {
  return Array.from({ length: n }, (_, i): Edge => [i, (i + step) % n]);
}

export function gridEdges(rows: number, cols: number): Edge[] {
  const edges: Edge[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++) {
      if (c + 1 < cols) edges.push([r * cols + c, r * cols + c + 1]);
      if (r + 1 < rows) edges.push([r * cols + c, (r + 1) * cols + c]);
    }
  }
  return edges;
}

const circle = (n: number, step = 1): LayoutPoint[] =>
  Array.from({ length: n }, (_, i): LayoutPoint => [Math.cos((2 * Math.PI * i * step) / n), Math.sin((2 * Math.PI * i * step) / n)]);

function shapeOf(task: SyntheticTask): { labels: string[]; graphs: RecordingGraph[]; target: readonly LayoutPoint[]; second: readonly LayoutPoint[] } {
  const graph = (id: string, edges: Edge[], layout: LayoutPoint[] | null, directed = false): RecordingGraph => ({
    id, role: id === 'calendar' ? 'reference' : 'context', title: id, directed, edges, layout,
  });
  if (task.kind === 'grid') {
    const layout = Array.from({ length: task.rows * task.cols }, (_, i): LayoutPoint => [i % task.cols, Math.floor(i / task.cols)]);
    const centred = layout.map(([column, row]): LayoutPoint => [column - (task.cols - 1) / 2, (task.rows - 1) / 2 - row]);
    return { labels: WORDS.slice(0, layout.length), graphs: [graph('grid', gridEdges(task.rows, task.cols), layout)], target: centred, second: circle(layout.length, 2) };
  }
  if (task.kind === 'ring') {
    const layout = circle(task.n);
    return { labels: WORDS.slice(0, task.n), graphs: [graph('ring', ringEdges(task.n), layout, task.directed ?? false)], target: layout, second: circle(task.n, 2) };
  }
  return {
    labels: DAYS,
    graphs: [graph('ring', ringEdges(7, task.step), null), graph('calendar', ringEdges(7), circle(7))],
    target: circle(7),
    second: circle(7, 5),
  };
}

export interface SyntheticOptions {
  readonly frames?: number;
  readonly components?: number;
  readonly seed?: number;
  /** Nodes that do not occur in the first frames. */
  readonly lateNodes?: readonly number[];
}

const SCALE = 14;

/** Frames every 25 tokens. Scores go from noise at frame 0 to the layout on PC 1-2 and a second harmonic on PC 3-4. */
export function syntheticResult(task: SyntheticTask, options: SyntheticOptions = {}): PanelResult {
  const { frames = 18, components = 6, seed = 7, lateNodes = [] } = options;
  const { labels, graphs, target, second } = shapeOf(task);
  const n = labels.length;
  const random = seeded(seed);
  const noise = Float64Array.from({ length: n * components }, () => 2 * (random() + random() - 1));
  const scores = new Float32Array(frames * n * components);
  const tokenCounts = new Int32Array(frames * n);
  for (let f = 0; f < frames; f++) {
    const progress = 1 / (1 + Math.exp(-9 * (f / (frames - 1) - 0.45)));
    for (let i = 0; i < n; i++) {
      const missing = lateNodes.includes(i) && f < 4;
      tokenCounts[f * n + i] = missing ? 0 : 4 + f + Math.floor(random() * 18);
      for (let k = 0; k < components; k++) {
        const clean = k < 2 ? target[i]![k]! * SCALE : k < 4 ? second[i]![k - 2]! * SCALE * 0.55 : 0;
        const jitter = noise[i * components + k]! * SCALE * (k < 2 ? 0.9 : 0.5) + (random() - 0.5) * SCALE * 0.12;
        scores[(f * n + i) * components + k] = missing ? NaN : clean * progress + jitter * (1 - 0.85 * progress);
      }
    }
  }
  return { recordingId: `synthetic-${task.kind}-${n}`, info: infoOf(task, labels, graphs, frames), analysis: analysisOf(n, frames, components, scores, tokenCounts) };
}

function infoOf(task: SyntheticTask, labels: string[], graphs: RecordingGraph[], frames: number): PanelResult['info'] {
  const length = frames * 25;
  const metadata: RecordingMetadata = {
    id: `synthetic-${task.kind}`, title: `Synthetic ${task.kind}`, description: '', created: '2026-01-01T00:00:00Z', licence: 'MIT', citation: '', group: 'synthetic',
    model: { id: 'formula', revision: null, source: null, weights: null, layers: 12, hiddenSize: 64 },
    hook: { name: 'hidden_states[l]', description: '' }, layers: [6],
    task: {
      kind: task.kind, sampler: 'random-walk', prefix: '', seeds: [1], sequences: 1, length, chanceLevel: null,
      size: task.kind === 'grid' ? { rows: task.rows, cols: task.cols } : { n: labels.length }, step: task.kind === 'weekdays' ? task.step : null,
    },
    nodes: labels.map((label) => ({ label: ` ${label}`, tokenId: null })), graphs,
    segments: Array.from({ length: frames + 1 }, (_, i) => i * 25), flags: [], software: {},
  };
  return { metadata, byteLength: 0, counts: new Int32Array(frames * labels.length), tokens: new Int32Array(length), accuracy: new Float32Array(length) };
}

function analysisOf(n: number, frames: number, components: number, scores: Float32Array, tokenCounts: Int32Array): LayerAnalysis {
  const basisVariance = new Float64Array(frames * components);
  const totalVariance = new Float64Array(frames);
  for (let f = 0; f < frames; f++) {
    for (let k = 0; k < components; k++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (scores[(f * n + i) * components + k] || 0) ** 2;
      basisVariance[f * components + k] = sum / (n - 1);
      totalVariance[f]! += (1.25 * sum) / (n - 1);
    }
  }
  const last = basisVariance.slice((frames - 1) * components);
  return {
    settings: { layer: 6, window: { kind: 'last', tokens: 200 }, weighting: 'tokens', basis: { kind: 'joint' }, components, axes: [0, 1] },
    frames: Array.from({ length: frames }, (_, f) => ({ context: 25 * (f + 1), start: Math.max(0, 25 * (f - 7)), firstSegment: Math.max(0, f - 7), endSegment: f + 1 })),
    nodes: n, components, scores, tokenCounts, totalVariance, ownVariance: basisVariance, basisVariance,
    basisEigenvalues: last, basisTotalVariance: totalVariance[frames - 1]!, basisResidual: 0, basisConverged: true,
    procrustesResidual: new Float64Array(frames).fill(NaN), participationRatio: new Float64Array(frames).fill(3),
    energy: new Float64Array(frames).fill(0.5), distanceCorrelation: new Float64Array(frames).fill(0.5),
    degenerate: Uint8Array.from({ length: frames * components }, (_, i) => Number(i % components === 0)),
  };
}
