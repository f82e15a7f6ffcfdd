/** The figures at the cursor as a table: a row a figure, with the graph and the dimensions that it is about. */
import type { ReactNode } from 'react';
import { useView } from '../../state/binding.tsx';
import { accuracyAbsence } from '../../state/figures/accuracy.ts';
import type { CursorMeasures, GraphMeasures } from '../../state/figures/cursorMeasures.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { tokenCountsKnown } from '../../state/recordings/contexts.ts';
import { type Axes, shownAxes } from '../../state/view/panelSpec.ts';
import { ChartMenu } from '../charts/ChartMenu.tsx';
import { MeasureInfo } from '../charts/MeasureInfo.tsx';
import { type ChartTable, exported } from '../charts/chartTable.ts';
import { windowCoverage } from '../controls/windowChoices.ts';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { Section } from '../ui/Section.tsx';
import { Hint } from '../ui/Text.tsx';
import { classNames } from '../ui/classNames.ts';
import { formatCount, formatPercent, formatRatio, formatShort, formatTokens } from '../ui/formatNumber.ts';
import { lazyPart } from '../ui/lazyPart.ts';
import { accuracyNames } from '../ui/names.ts';
import * as styles from './cursorFigures.module.css';
import { type TermId, TERMS } from './measureTerms.ts';
import { axesName, useCursorMeasures, usePointedFrame, useMeasuresAt } from './useCursorMeasures.ts';

const measureWords = lazyPart<{ readonly id: TermId }>(() => import('./MeasureWords.tsx').then(({ MeasureWords }) => MeasureWords));

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

/** Accuracy, energy, distance correlation and what else can be said of the context at the cursor. */
function Term({ term, label }: { readonly term: TermId; readonly label?: string }) {
  return (
    <span className={styles.figureName}>
      {label ?? TERMS[term].term}
      <MeasureInfo {...TERMS[term]}>
        <LazyPlace part={measureWords} given={{ id: term }} name="The explanation" />
      </MeasureInfo>
    </span>
  );
}

interface FigureProps {
  readonly term: TermId;
  readonly label?: string;
  readonly children: ReactNode;
}

function Figure({ term, label, children }: FigureProps) {
  return (
    <div className={styles.figureRow}>
      <Term term={term} {...(label === undefined ? {} : { label })} />
      <span className={styles.figureValue}>{children}</span>
    </div>
  );
}

interface GraphTableProps {
  readonly graphs: readonly GraphMeasures[];
  readonly hiddenSize: number;
  readonly shown: string;
}

function GraphTable({ graphs, hiddenSize, shown }: GraphTableProps) {
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <td />
          <th scope="col" title={`All ${hiddenSize} dimensions`}>
            full d
          </th>
          <th scope="col">{shown}</th>
        </tr>
      </thead>
      {graphs.map((graph) => (
        <tbody key={graph.id}>
          {graphs.length > 1 && (
            <tr>
              <th className={styles.figuresGraph} scope="rowgroup" colSpan={3}>
                {graph.title}
                {graph.role === 'reference' && <span className={styles.figuresRole}> reference</span>}
              </th>
            </tr>
          )}
          <tr>
            <th scope="row">
              <Term term="energy" label="Dirichlet energy" />
            </th>
            <td>{formatRatio(graph.energy)}</td>
            <td>{formatRatio(graph.shownEnergy)}</td>
          </tr>
          <tr>
            <th scope="row">
              <Term term="correlation" />
            </th>
            <td>{formatRatio(graph.distanceCorrelation)}</td>
            <td>{formatRatio(graph.shownDistanceCorrelation)}</td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

interface CursorFiguresProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

export function CursorFigures({ result, axes }: CursorFiguresProps) {
  const mode = useView((state) => state.mode);
  const hovered = usePointedFrame(result);
  const atCursor = useCursorMeasures(result, axes);
  const atPointer = useMeasuresAt(result, hovered, axes);
  const measures = atPointer ?? atCursor;
  const { perNode } = windowCoverage(result.analysis, measures.frame);
  const { metadata } = result.info;
  return (
    <Section
      title={atPointer === null ? 'At the cursor' : 'At the pointer'}
      aside={<span className={atPointer === null ? '' : styles.figuresPointed}>{formatTokens(measures.context)}</span>}
    >
      {atCursor.between && <Hint>Between two contexts: at the cursor these are the earlier one’s.</Hint>}
      <div className={atPointer === null ? styles.figureList : classNames(styles.figureList, styles.figureListPointed)}>
        {metadata.windows === 'fixed' ? (
          <Figure term="givenAccuracy">{formatRatio(measures.accuracy)}</Figure>
        ) : (
          <Figure term="accuracy" label="Accuracy">{formatRatio(measures.accuracy)}</Figure>
        )}
        <GraphTable
          graphs={measures.graphs}
          hiddenSize={metadata.model.hiddenSize}
          shown={axesName(shownAxes(axes, mode))}
        />
        <Figure term="shown">{formatPercent(measures.explained.reduce((sum, share) => sum + share, 0))}</Figure>
        <Figure term="captured">{formatPercent(measures.capturedVariance)}</Figure>
        <Figure term="participation">{formatShort(measures.participationRatio)}</Figure>
        {tokenCountsKnown(result.info) && (
          <Figure term="tokens">
            {perNode === null
              ? 'none'
              : `${formatCount(perNode.min)} · ${formatShort(perNode.median)} · ${formatCount(perNode.max)}`}
          </Figure>
        )}
      </div>
      <div className={styles.figuresTools}>
        <ChartMenu title={`Figures at ${formatTokens(measures.context)}`} table={() => cursorTable(measures, axesName(shownAxes(axes, mode)), accuracyNames(metadata).cursor)} svgRef={null} source="picture" />
      </div>
      {!Number.isFinite(measures.accuracy) && (
        <Hint>{accuracyAbsence(result.info)}</Hint>
      )}
    </Section>
  );
}
