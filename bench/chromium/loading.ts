/** Everything of a recording through the explorer's client and worker, and the plain read it is held against. */
import { COMPONENTS } from '../../src/state/viewStore.ts';
import { createAnalysisClient } from '../../src/worker/client.ts';
import { spawnAnalysisWorker } from '../../src/worker/spawnAnalysisWorker.ts';

/** `raw`: every frame's own PCA. `joint`: that, the joint basis, and every frame in it. */
export type LoadBasis = 'raw' | 'joint';

/** One worker for all repeats: a reader who asks for all layers has had it started by the first. */
const client = createAnalysisClient({ spawn: spawnAnalysisWorker });

/** Tokens of the window; one more every time, so that no result of an earlier repeat can serve. Most windows stay as they were. */
let tokens = 200;

/**
 * Opens the recording, analyses every layer, one after the other as sweeps do, and closes it: nothing is kept. Resolves
 * with the milliseconds it took; rejects where a layer's last context has no variance, for then nothing was loaded.
 */
export async function loadAll(url: string, bytes: number, basis: LoadBasis): Promise<number> {
  const window = { kind: 'last', tokens: tokens++ } as const;
  const started = performance.now();
  const { handle, info } = await client.open({ kind: 'url', url, name: 'recording', expectedBytes: bytes });
  for (const layer of info.metadata.layers) {
    const settings = { layer, window, weighting: 'tokens', basis: { kind: basis }, components: COMPONENTS, axes: [0, 1] } as const;
    const { totalVariance } = await client.analyse(handle, settings);
    if (!(totalVariance.at(-1)! > 0)) throw new Error(`layer ${layer} has the variance ${totalVariance.at(-1)}`);
  }
  const ms = performance.now() - started;
  client.close(handle);
  return ms;
}

/**
 * Every byte of the recording in one request; resolves with the milliseconds it took. Its address differs by a query: the
 * browser would otherwise put the answer together from the ranges that it keeps of the other reads, which is slower.
 */
export async function plainRead(url: string, bytes: number): Promise<number> {
  const started = performance.now();
  const { byteLength } = await (await fetch(`${url}?plain`)).arrayBuffer();
  if (byteLength !== bytes) throw new Error(`${url}: ${byteLength} bytes, not ${bytes}`);
  return performance.now() - started;
}
