/** One panel's numbers as tables and as a file: CSV, NPZ or JSON, each with its manifest inside. */
import type { LayerLoadings } from '../../core/analysis/layerLoadings.ts';
import { figureArrays, type FigureData, framesOf, loadingsOf, type MeasureSeries } from '../../core/export/figureArrays.ts';
import { defined, type FigureManifest } from '../../core/export/manifest.ts';
import { npzBytes } from '../../core/export/npz.ts';
import { CSV_MANIFEST } from '../../core/export/readManifest.ts';
import { cursorMeasures } from '../figures/cursorMeasures.ts';
import { type MeasureTable, type TableColumn, tableCsv, type TableProvenance, type TableValue } from '../figures/measureTable.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import { recordedPosition } from '../figures/projection.ts';

export type FigureTable = 'scores' | 'loadings' | 'measures';

const context: TableColumn = { name: 'context', unit: 'tokens' };
const component = (k: number): TableColumn => ({ name: `PC ${k + 1}`, unit: '' });

/** A row a node and context: its tokens, then every component, in the units of the activations; empty where missing. */
function scoresTable({ metadata, analysis, frames }: FigureData): MeasureTable {
  const { nodes: n, components: K, scores, tokenCounts } = analysis;
  const columns = [context, { name: 'node', unit: '' }, { name: 'label', unit: '' }, { name: 'tokens', unit: 'tokens' }];
  const rows = frames.flatMap((frame) =>
    metadata.nodes.map(({ label }, node): TableValue[] => {
      const at = frame * n + node;
      return [analysis.frames[frame]!.context, node, label, tokenCounts[at]!, ...scores.subarray(at * K, (at + 1) * K)];
    }),
  );
  return { title: `${metadata.title}: scores`, columns: [...columns, ...Array.from({ length: K }, (_, k) => component(k))], rows };
}

/** A row a dimension of the activations (and context, where every context has its own axes), a column a component. */
function loadingsTable(data: FigureData): MeasureTable {
  const { loadings, frames, analysis, metadata } = data;
  const { components: K, hiddenSize: d, perFrame } = loadings;
  const { values } = loadingsOf(data);
  const bases = perFrame ? frames.map((frame) => analysis.frames[frame]!.context) : [null];
  const rows = bases.flatMap((at, basis) =>
    Array.from({ length: d }, (_, c): TableValue[] => [
      ...(at === null ? [] : [at]),
      c,
      ...Array.from({ length: K }, (__, k) => values[(basis * K + k) * d + c]!),
    ]),
  );
  const columns = [...(perFrame ? [context] : []), { name: 'dimension', unit: '' }, ...Array.from({ length: K }, (_, k) => component(k))];
  return { title: `${metadata.title}: loadings`, columns, rows };
}

/** A row a context; four columns a graph. */
function measuresTable({ metadata, analysis, frames, measures }: FigureData): MeasureTable {
  const { graphs } = metadata;
  const G = graphs.length;
  const ratio = (name: string): TableColumn => ({ name, unit: '1' });
  const columns = [
    context,
    { name: 'window start', unit: 'tokens' },
    { name: 'tokens averaged', unit: 'tokens' },
    ...['accuracy', 'captured variance', 'participation ratio', 'Procrustes residual'].map(ratio),
    ...graphs.flatMap(({ id }) =>
      ['energy', 'energy in shown components', 'distance correlation', 'distance correlation in shown components'].map((name) => ratio(`${name}: ${id}`)),
    ),
  ];
  const rows = frames.map((frame, t): TableValue[] => [
    analysis.frames[frame]!.context,
    analysis.frames[frame]!.start,
    measures.tokens[t]!,
    measures.accuracy[t]!,
    measures.capturedVariance[t]!,
    measures.participationRatio[t]!,
    measures.procrustesResidual[t]!,
    ...graphs.flatMap((_, g) => [measures.energy, measures.shownEnergy, measures.distanceCorrelation, measures.shownDistanceCorrelation].map((values) => values[t * G + g]!)),
  ]);
  return { title: `${metadata.title}: measures`, columns, rows };
}

function figureTable(data: FigureData, table: FigureTable): MeasureTable {
  switch (table) {
    case 'scores':
      return scoresTable(data);
    case 'loadings':
      return loadingsTable(data);
    case 'measures':
      return measuresTable(data);
  }
}

// One panel's numbers as a file: CSV, NPZ or JSON, each with its manifest inside.

/** @param axes shown components, 0-based */
function measureSeries(result: PanelResult, frames: readonly number[], axes: readonly number[]): MeasureSeries {
  const all = frames.map((frame) => cursorMeasures(result, recordedPosition(frame), axes));
  const graphs = all.flatMap((measures) => measures.graphs);
  return {
    tokens: Int32Array.from(all, ({ tokens }) => tokens),
    accuracy: Float64Array.from(all, ({ accuracy }) => accuracy),
    capturedVariance: Float64Array.from(all, ({ capturedVariance }) => capturedVariance),
    participationRatio: Float64Array.from(all, ({ participationRatio }) => participationRatio),
    procrustesResidual: Float64Array.from(all, ({ procrustesResidual }) => procrustesResidual),
    energy: Float64Array.from(graphs, ({ energy }) => energy),
    shownEnergy: Float64Array.from(graphs, ({ shownEnergy }) => shownEnergy),
    distanceCorrelation: Float64Array.from(graphs, ({ distanceCorrelation }) => distanceCorrelation),
    shownDistanceCorrelation: Float64Array.from(graphs, ({ shownDistanceCorrelation }) => shownDistanceCorrelation),
  };
}

export function figureData(result: PanelResult, frames: readonly number[], axes: readonly number[], loadings: LayerLoadings): FigureData {
  return { metadata: result.info.metadata, analysis: result.analysis, frames, loadings, measures: measureSeries(result, frames, axes) };
}

export function npzFile(data: FigureData, manifest: FigureManifest, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return npzBytes(figureArrays(data, JSON.stringify(manifest)), signal);
}

/** The facts of the table, the manifest in one line of the same kind, then the table. */
export function csvFile(data: FigureData, table: FigureTable, manifest: FigureManifest, provenance: TableProvenance): string {
  return `${CSV_MANIFEST}${JSON.stringify(manifest)}\r\n${tableCsv(figureTable(data, table), provenance)}`;
}

type Nested = number | null | readonly Nested[];

/** Row-major values as nested lists; null where not defined. */
function nested(values: ArrayLike<number>, shape: readonly number[]): Nested {
  const build = (axis: number, from: number): Nested => {
    if (axis === shape.length) return defined(values[from]!);
    const step = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
    return Array.from({ length: shape[axis]! }, (_, i) => build(axis + 1, from + i * step));
  };
  return build(0, 0);
}

/** The arrays of the NPZ file as nested lists under the same meanings, the manifest first. */
export function jsonFile(data: FigureData, manifest: FigureManifest): string {
  const { metadata, analysis, frames, measures } = data;
  const { nodes: n, components: K } = analysis;
  const T = frames.length;
  const G = metadata.graphs.length;
  const loadings = loadingsOf(data);
  const perContext = (values: ArrayLike<number>) => nested(values, [T]);
  const perGraph = (values: ArrayLike<number>) => nested(values, [T, G]);
  const file = {
    manifest,
    contexts: frames.map((frame) => analysis.frames[frame]!.context),
    labels: metadata.nodes.map(({ label }) => label),
    graphs: metadata.graphs.map(({ id, role, edges }) => ({ id, role, edges })),
    counts: nested(framesOf(analysis.tokenCounts, n, frames), [T, n]),
    scores: nested(framesOf(analysis.scores, n * K, frames), [T, n, K]),
    loadings: nested(loadings.values, loadings.shape),
    explainedVariance: nested(analysis.basisEigenvalues, [K]),
    measures: {
      tokens: perContext(measures.tokens),
      accuracy: perContext(measures.accuracy),
      capturedVariance: perContext(measures.capturedVariance),
      participationRatio: perContext(measures.participationRatio),
      procrustesResidual: perContext(measures.procrustesResidual),
      energy: perGraph(measures.energy),
      shownEnergy: perGraph(measures.shownEnergy),
      distanceCorrelation: perGraph(measures.distanceCorrelation),
      shownDistanceCorrelation: perGraph(measures.shownDistanceCorrelation),
    },
  };
  return `${JSON.stringify(file)}\n`;
}
