/** One panel's numbers as a file: CSV, NPZ or JSON, each with its manifest inside. */
import type { LayerLoadings } from '../core/analysis/layerLoadings.ts';
import { figureArrays, framesOf, loadingsOf, type FigureData, type MeasureSeries } from '../core/export/figureArrays.ts';
import { defined, type FigureManifest } from '../core/export/manifest.ts';
import { npzBytes } from '../core/export/npz.ts';
import { CSV_MANIFEST } from '../core/export/readManifest.ts';
import type { PanelResult } from './analysisStore.ts';
import { cursorMeasures } from './cursorMeasures.ts';
import { figureTable, type FigureTable } from './exportTables.ts';
import { tableCsv, type TableProvenance } from './measureTable.ts';

/** @param axes shown components, 0-based */
export function measureSeries(result: PanelResult, frames: readonly number[], axes: readonly number[]): MeasureSeries {
  const all = frames.map((frame) => cursorMeasures(result, { frame, fraction: 0, between: false, clamped: false }, axes));
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
