/** The figures at the cursor as a table: a row a figure, with the graph and the dimensions that it is about. */
import type { CursorMeasures } from '../../state/figures/cursorMeasures.ts';
import { exported, type ChartTable } from '../charts/chartTable.ts';

/**
 * @param shown name of the shown components
 * @param accuracy name of the accuracy at the cursor
 */
export function cursorTable(measures: CursorMeasures, shown: string, accuracy: string): ChartTable {
  const row = (figure: string, graph: string, dimensions: string, value: number, unit: string) =>
    [figure, graph, dimensions, measures.context, exported(value), unit] as const;
  return {
    columns: [
      { name: 'figure', unit: '' }, { name: 'graph', unit: '' }, { name: 'dimensions', unit: '' }, { name: 'context', unit: 'tokens' },
      { name: 'value', unit: '' }, { name: 'unit', unit: '' },
    ],
    rows: [
      row(accuracy, '', '', measures.accuracy, 'probability'),
      ...measures.graphs.flatMap((graph) => [
        row('normalised Dirichlet energy', graph.title, 'full d', graph.energy, '1'),
        row('normalised Dirichlet energy', graph.title, shown, graph.shownEnergy, '1'),
        row('distance correlation (Spearman)', graph.title, 'full d', graph.distanceCorrelation, '1'),
        row('distance correlation (Spearman)', graph.title, shown, graph.shownDistanceCorrelation, '1'),
      ]),
      row('variance shown', '', shown, measures.explained.reduce((sum, share) => sum + share, 0), 'share'),
      row('share of own PCA', '', shown, measures.capturedVariance, 'share'),
      row('participation ratio', '', 'full d', measures.participationRatio, 'dimensions'),
      row('tokens in the window', '', '', measures.tokens, 'count'),
      row('Procrustes residual', '', shown, measures.procrustesResidual, '1'),
    ],
  };
}
