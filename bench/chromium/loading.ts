/** Everything of a recording through the explorer's client and workers, and the plain read it is held against. */
import { LAYERS_ASKED } from '../../src/state/evidence/sweep.ts';
import { sideBySide } from '../../src/state/base/sideBySide.ts';
import { COMPONENTS } from '../../src/state/view/panelSpec.ts';
import { createAnalysisClient, type AnalysisClient } from '../../src/worker/pool/client.ts';
import { spawnAnalysisWorker } from '../../src/worker/pool/workerConnection.ts';

/** `raw`: every frame's own PCA. `joint`: that, the joint basis, and every frame in it. */
export type LoadBasis = 'raw' | 'joint';

export interface Load {
  readonly url: string;
  readonly bytes: number;
  readonly basis: LoadBasis;
  /** Workers that take layers: one, or that many beside the one that the panels have. */
  readonly workers: number;
}

/** One client for all repeats of a page: a reader who asks for all layers has had its workers started before. */
const clients = new Map<number, AnalysisClient>();

/** Tokens of the window; one more every time, so that no result of an earlier repeat can serve. Most windows stay as they were. */
let tokens = 200;

function clientOf(workers: number): AnalysisClient {
  const client = clients.get(workers) ?? createAnalysisClient({ spawn: spawnAnalysisWorker, workers: workers === 1 ? 1 : workers + 1 });
  clients.set(workers, client);
  return client;
}

/**
 * Opens the recording, analyses every layer as a sweep does, and closes it: nothing is kept. Resolves with the milliseconds
 * it took; rejects where a layer's last context has no variance, for then nothing was loaded.
 */
export async function loadAll({ url, bytes, basis, workers }: Load): Promise<number> {
  const client = clientOf(workers);
  const window = { kind: 'last', tokens: tokens++ } as const;
  const started = performance.now();
  const { handle, info } = await client.open({ kind: 'url', url, name: 'recording', expectedBytes: bytes });
  await sideBySide(info.metadata.layers, LAYERS_ASKED * client.aside, new AbortController().signal, async (layer, _, signal) => {
    const settings = { layer, window, weighting: 'tokens', basis: { kind: basis }, components: COMPONENTS, axes: [0, 1] } as const;
    const { totalVariance } = await client.run('analysis', { handle, settings }, { rank: 'layer', aside: 'layer', signal });
    if (!(totalVariance.at(-1)! > 0)) throw new Error(`layer ${layer} has the variance ${totalVariance.at(-1)}`);
  });
  const ms = performance.now() - started;
  client.close(handle);
  return ms;
}

/**
 * Every byte of the recording in one request; resolves with the milliseconds it took. Its address differs by a query: the
 * browser would otherwise put the answer together from the ranges that it keeps of the other reads, which is slower.
 */
export async function plainRead({ url, bytes }: Pick<Load, 'url' | 'bytes'>): Promise<number> {
  const started = performance.now();
  const { byteLength } = await (await fetch(`${url}?plain`)).arrayBuffer();
  if (byteLength !== bytes) throw new Error(`${url}: ${byteLength} bytes, not ${bytes}`);
  return performance.now() - started;
}
