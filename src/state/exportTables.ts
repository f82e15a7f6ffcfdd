/** One panel's numbers as tables for CSV files, one row a value's owner. */
import type { FigureData } from '../core/export/figureArrays.ts';
import { loadingsOf } from '../core/export/figureArrays.ts';
import type { MeasureTable, TableColumn, TableValue } from './measureTable.ts';

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

export function figureTable(data: FigureData, table: FigureTable): MeasureTable {
  switch (table) {
    case 'scores':
      return scoresTable(data);
    case 'loadings':
      return loadingsTable(data);
    case 'measures':
      return measuresTable(data);
  }
}
