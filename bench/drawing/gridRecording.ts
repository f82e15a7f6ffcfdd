/** A grid of words that unfolds as context grows, as a `contextscope/1` file: what the drawing is measured with. */
import { safetensors } from '../../tests/helpers/syntheticRecording.ts';

export interface GridOptions {
  readonly id: string;
  /** Rows and columns of the grid. */
  readonly side: number;
  readonly hiddenSize: number;
  readonly segments: number;
  readonly layers: readonly number[];
  readonly seed: number;
}

/** Every word occurs this often in every segment. */
const VISITS = 2;

/** Park-Miller generator, uniform in (-0.5, 0.5). */
function noise(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
}

function gridEdges(side: number): [number, number][] {
  const edges: [number, number][] = [];
  for (let node = 0; node < side * side; node++) {
    if ((node + 1) % side !== 0) edges.push([node, node + 1]);
    if (node + side < side * side) edges.push([node, node + side]);
  }
  return edges;
}

export function gridRecording({ id, side, hiddenSize: d, segments: S, layers, seed }: GridOptions): Uint8Array<ArrayBuffer> {
  const n = side * side;
  const length = S * n * VISITS;
  const random = noise(seed);
  const place = (node: number): [number, number] => [node % side, Math.floor(node / side)];
  const words = Float32Array.from({ length: n * d }, random);
  const metadata = {
    id,
    title: `Grid of ${side} by ${side}`,
    description: 'Random vectors drawn towards a grid, to measure the drawing.',
    created: '2026-11-23T10:00:00Z',
    licence: 'MIT',
    citation: '',
    group: 'drawing',
    model: { id: 'synthetic', revision: null, source: null, weights: null, layers: Math.max(...layers), hiddenSize: d },
    hook: { name: 'hidden_states[l]', description: 'Not a model.' },
    layers,
    task: { kind: 'grid', sampler: 'random-walk', prefix: '', seeds: [seed], sequences: 1, length, size: { rows: side, cols: side }, step: null, chanceLevel: null },
    nodes: Array.from({ length: n }, (_, node) => ({ label: `word${node}`, tokenId: node })),
    graphs: [{ id: 'grid', role: 'context', title: 'Grid', edges: gridEdges(side), layout: Array.from({ length: n }, (_, node) => place(node)) }],
    segments: Array.from({ length: S + 1 }, (_, s) => s * n * VISITS),
    flags: [],
    software: { recorder: '0.0.0' },
  };
  const residual = layers.map((layer) => {
    const values = new Float32Array(S * n * d);
    for (let s = 0; s < S; s++) {
      for (let node = 0; node < n; node++) {
        const [column, row] = place(node);
        const pull = (6 * (s + 1)) / S;
        const turn = (s / S) * 0.8;
        for (let k = 0; k < d; k++) values[(s * n + node) * d + k] = words[node * d + k]! + 0.3 * random();
        const at = (s * n + node) * d;
        const [x, y] = [column / side - 0.5, row / side - 0.5];
        values[at]! += pull * (x * Math.cos(turn) - y * Math.sin(turn)) * 4;
        values[at + 1]! += pull * (x * Math.sin(turn) + y * Math.cos(turn)) * 3;
        values[at + 2]! += pull * x * y * 6;
      }
    }
    return { name: `residual.${layer}`, dtype: 'F32', shape: [S, n, d], bytes: new Uint8Array(values.buffer) };
  });
  const tokens = Int32Array.from({ length }, (_, t) => t % n);
  const counts = new Int32Array(S * n).fill(VISITS);
  const accuracy = Float32Array.from({ length }, (_, t) => 0.2 + (0.7 * t) / length);
  return safetensors(
    [
      { name: 'counts', dtype: 'I32', shape: [S, n], bytes: new Uint8Array(counts.buffer) },
      { name: 'tokens', dtype: 'I32', shape: [1, length], bytes: new Uint8Array(tokens.buffer) },
      { name: 'accuracy', dtype: 'F32', shape: [1, length], bytes: new Uint8Array(accuracy.buffer) },
      ...residual,
    ],
    { format: 'contextscope/1', recording: JSON.stringify(metadata) },
  );
}
