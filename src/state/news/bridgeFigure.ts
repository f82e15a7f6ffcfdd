/**
 * The bridge between both stages: the news as points that training moves, drawn by the projection of the first stage, with
 * where their context puts them as targets; and the planned tests of its cosines.
 */
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import type { ProtocolBridge, TestedBridge as TestedValues } from '../../core/news/bridge.ts';
import { BRIDGE_PROTOCOLS, bridgeContrasts, lastTested } from '../../core/news/contrasts.ts';
import type { BridgeProjection } from '../../core/news/bridgeProjection.ts';
import type { StatesOutline } from '../../core/news/statesFile.ts';
import type { NewsContrast } from '../../core/news/statistics.ts';
import type { NewsResults } from '../../core/news/types.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import type { RecordingSource } from '../../worker/protocol.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { TaskTools } from '../panels/slots.ts';

/** The protocol of the bridge: the chosen one where its states are kept, else the first that is; null: none is. */
export function bridgeProtocol({ states }: Pick<NewsResults, 'states'>, chosen: string | null): string | null {
  if (states === null) return null;
  return states.protocols.find((id) => id === chosen) ?? states.protocols[0] ?? null;
}

/** The layer of the picture: the chosen one where it is kept, else the deepest but one of those that were tested. */
export function bridgeLayer({ states }: Pick<NewsResults, 'states'>, chosen: number | null): number {
  if (states === null) return 0;
  if (chosen !== null && states.layers.includes(chosen)) return chosen;
  const tested = states.bridgeLayers.filter((layer) => states.layers.includes(layer));
  return tested.at(-2) ?? tested.at(-1) ?? states.layers.at(-1) ?? 0;
}

/** One planned test; `protocol` of a pair is the first less the second. */
export interface TestedBridge {
  readonly protocol: string;
  /** null of the pair. */
  readonly values: TestedValues | null;
  readonly contrast: NewsContrast;
}

interface StatesQuestion {
  readonly source: RecordingSource;
  readonly outline: StatesOutline;
}

/** Cosines of every planned protocol whose states are kept, and their tests as one family, corrected together. */
export async function plannedBridges(client: Pick<AnalysisClient, 'run'>, { states }: Pick<NewsResults, 'states'>, question: StatesQuestion, { signal, report }: Pick<TaskTools<unknown>, 'signal' | 'report'>): Promise<readonly TestedBridge[]> {
  const kept = BRIDGE_PROTOCOLS.filter((id) => states?.protocols.includes(id));
  const bridges: ProtocolBridge[] = [];
  for (const protocol of kept) {
    report({ what: 'comparing directions', done: bridges.length, total: kept.length });
    bridges.push(await client.run('newsBridge', { ...question, protocol }, { signal, rank: 'null' }));
  }
  const contrasts = bridgeContrasts(bridges);
  const answer = await client.run('newsStatistics', { columns: [], contrasts: contrasts.map(({ values }) => values) }, { signal, rank: 'null', aside: 'anything' });
  return contrasts.map(({ id }, i) => ({ protocol: id, values: lastTested(bridges, id), contrast: answer.contrasts[i]! }));
}

export interface BridgePanel {
  /** As the projection of the first stage draws it: nodes are points, contexts are steps of training. */
  readonly result: PanelResult;
  /** [P, K] with their own news in context, in the same basis. */
  readonly targets: Float64Array;
  readonly components: number;
  /** Of every point, in the order of the nodes. */
  readonly points: readonly { readonly news: string; readonly label: string; readonly domain: string }[];
}

/**
 * The picture as a panel's result. The targets stand behind the frames in `scores`, as one frame that no step reaches, so that
 * the axis range is that of all that is drawn.
 */
export function bridgePanel(results: NewsResults, projection: BridgeProjection): BridgePanel {
  const { components: K, points, steps, frames, ownContext, explained, settings } = projection;
  const items = new Map(results.news.map((item) => [item.id, item]));
  const named = points.map(({ news, question }) => {
    const item = items.get(news);
    const place = item?.questions.findIndex(({ id }) => id === question) ?? -1;
    return { news, label: `${item?.entity ?? news}${place === -1 ? '' : ` ${place + 1}`}`, domain: item?.domain ?? '' };
  });
  const n = points.length;
  const scores = new Float32Array(frames.length + ownContext.length);
  scores.set(frames);
  scores.set(ownContext, frames.length);
  const nothing = () => new Float64Array(0);
  const analysis: LayerAnalysis = {
    settings: { layer: settings.layer, window: { kind: 'all' }, weighting: 'tokens', basis: settings.basis === 'joint' ? { kind: 'joint' } : { kind: 'reference', frame: 0 }, components: K, axes: [0, 1] },
    frames: steps.map((step, i) => ({ context: step, start: step, firstSegment: i, endSegment: i + 1 })),
    nodes: n,
    components: K,
    scores,
    tokenCounts: new Int32Array(steps.length * n).fill(1),
    totalVariance: nothing(),
    ownVariance: nothing(),
    basisVariance: nothing(),
    // Shares of a whole that is one.
    basisEigenvalues: explained,
    basisTotalVariance: 1,
    procrustesResidual: nothing(),
    participationRatio: nothing(),
    energy: nothing(),
    distanceCorrelation: nothing(),
    degenerate: new Uint8Array(steps.length * K),
    basisResidual: 0,
    basisConverged: true,
  };
  return { result: { recordingId: JSON.stringify([results.id, settings]), info: infoOf(results, named, steps), analysis }, targets: ownContext, components: K, points: named };
}

/** What the projection reads of a recording: names, no graphs, no counts of tokens. */
function infoOf(results: NewsResults, points: BridgePanel['points'], steps: readonly number[]): RecordingInfo {
  return {
    metadata: {
      id: results.id,
      title: results.title,
      description: '',
      created: '',
      licence: results.licence ?? '',
      citation: '',
      group: results.id,
      model: { id: results.model.id, revision: null, source: results.model.source, weights: results.model.weights, layers: results.model.layers ?? 0, hiddenSize: results.model.hiddenSize ?? 0 },
      hook: { name: 'residual', description: '' },
      layers: results.states?.layers ?? [],
      task: { kind: 'news', sampler: 'not-stated', prefix: '', seeds: [], sequences: 0, length: 0, size: null, step: null, chanceLevel: null },
      nodes: points.map(({ label }) => ({ label, tokenId: null })),
      graphs: [],
      segments: [0, ...steps],
      windows: 'fixed',
      flags: [],
      software: {},
    },
    byteLength: 0,
    counts: new Int32Array(0),
    tokens: new Int32Array(0),
    accuracy: new Float32Array(0),
  };
}

/** [P, 2] the targets along two components. */
export function targetsOn({ targets, components, points }: BridgePanel, axes: readonly [number, number]): Float64Array {
  const placed = new Float64Array(points.length * 2);
  for (let i = 0; i < points.length; i++) for (const k of [0, 1] as const) placed[i * 2 + k] = axes[k] < components ? targets[i * components + axes[k]]! : 0;
  return placed;
}
