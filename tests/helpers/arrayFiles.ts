/** Files of arrays as a researcher may have them, made here byte by byte. */
import { safetensors, type Tensor } from './syntheticRecording.ts';

const float32 = (shape: readonly number[], value: (at: number) => number): Pick<Tensor, 'dtype' | 'shape' | 'bytes'> => {
  const values = Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, at) => value(at));
  return { dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) };
};

/** Words on a circle in the first two dimensions, the wider the later the context: [contexts, n, d]. */
export function circleValue(at: number, n: number, d: number): number {
  const c = Math.floor(at / (n * d));
  const i = Math.floor(at / d) % n;
  const k = at % d;
  const angle = (2 * Math.PI * i) / n;
  const noise = Math.sin(12.9898 * (i * d + k + 1));
  return noise + (c + 1) * 2 * (k === 0 ? Math.cos(angle) : k === 1 ? Math.sin(angle) : 0);
}

/** Class means stacked over three contexts and nothing else: no graph, no words, no contexts, no layer. */
export function bareMeans(n = 8, d = 6): Uint8Array<ArrayBuffer> {
  return safetensors([{ name: 'activations', ...float32([3, n, d], (at) => circleValue(at, n, d)) }], {});
}

/** The same with the contexts last: [n, d, contexts]. */
export function turnedMeans(n = 8, d = 6): Uint8Array<ArrayBuffer> {
  return safetensors([{ name: 'turned', ...float32([n, d, 3], (at) => circleValue((at % 3) * n * d + Math.floor(at / 3), n, d)) }], {});
}

/** JSON with everything by name: two layers at two contexts, an edge list, words, a mask and accuracy. */
export function namedJson(n = 6, d = 5): string {
  const block = (c: number) => Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, k) => circleValue((c * n + i) * d + k, n, d)));
  return JSON.stringify({
    means: { layer_3_T100: block(0), layer_3_T400: block(1), layer_9_T100: block(1), layer_9_T400: block(2) },
    words: ['apple', 'bird', 'car', 'egg', 'house', 'milk'].slice(0, n),
    edges: Array.from({ length: n }, (_, i) => [i, (i + 1) % n]),
    present_T100: Array.from({ length: n }, (_, i) => i !== 2),
    accuracy_T100: 0.25,
    accuracy_T400: 0.75,
  });
}

/** Safetensors with everything by name: two contexts, a matrix, a mask and accuracy. */
export function namedTensors(n = 4, d = 3): Uint8Array<ArrayBuffer> {
  const ring = (at: number): number => ([1, n - 1].includes(Math.abs(Math.floor(at / n) - (at % n))) ? 1 : 0);
  return safetensors(
    [
      { name: 'L5_T100', ...float32([n, d], (at) => circleValue(at, n, d)) },
      { name: 'L5_T400', ...float32([n, d], (at) => circleValue(n * d + at, n, d)) },
      { name: 'adjacency', ...float32([n, n], ring) },
      { name: 'present_T100', dtype: 'BOOL', shape: [n], bytes: Uint8Array.from({ length: n }, (_, i) => Number(i > 0)) },
      { name: 'accuracy_T400', ...float32([2], (at) => 0.25 + at / 2) },
    ],
    {},
  );
}
