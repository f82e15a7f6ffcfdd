/** Beside the bridge's picture: cosines by layer with their null, the planned tests, and whose context each adapter looks like. */
import { scaleLinear } from 'd3';
import { useMemo, useRef } from 'react';
import type { BridgeLayer, ProtocolBridge, TestedBridge as TestedValues } from '../../core/news/bridge.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { useExplorer, useView } from '../../state/binding.tsx';
import { bridgeLayer } from '../../state/news/bridgeFigure.ts';
import { protocolWords } from '../../state/news/conditionWords.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { useNewsFilter, useNewsPiece, useStop } from '../../state/news/useNews.ts';
import { ChartFrame, TableBox } from '../charts/ChartFrame.tsx';
import { AxisNames, ChartCanvas, TickLabel, ValueAxis } from '../charts/ChartParts.tsx';
import { polyline, ribbon } from '../charts/polyline.ts';
import { useThemeColours } from '../picture/useThemeColours.ts';
import { mixOklab, hexToOklab, oklabToHex } from '../picture/nodeColour.ts';
import { VisuallyHidden } from '../ui/Text.tsx';
import { useSize } from '../ui/useSize.ts';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './bridge.module.css';
import { numberWords, pWords, signedWords } from './numberWords.ts';

export function BridgeDetails({ results }: { readonly results: NewsResults }) {
  const bridge = useNewsPiece('bridge').value;
  return (
    <>
      <LayerCosines results={results} bridge={bridge} />
      <BridgeTests results={results} />
      <Retrieval results={results} bridge={bridge} />
    </>
  );
}

interface BridgeProps {
  readonly results: NewsResults;
  readonly bridge: ProtocolBridge | null;
}

const HEIGHT = 200;
const MARGIN = { left: 40, right: 12, top: 22, bottom: 36 } as const;

function LayerCosines({ results, bridge }: BridgeProps) {
  const filter = useNewsFilter();
  const svg = useRef<SVGSVGElement>(null);
  const layers = bridge?.checkpoints.at(-1)?.layers ?? [];
  return (
    <ChartFrame
      title="Cosine of training and context, by layer"
      about={ABOUT_NEWS.cosines}
      source={newsProvenance(results, filter)}
      svgRef={svg}
      table={() => ({
        columns: ['results', 'protocol', 'step', 'layer', 'news', 'matched', 'low', 'high', 'mismatched', 'mismatched low', 'mismatched high'].map((name) => ({ name, unit: '' })),
        rows: (bridge?.checkpoints ?? []).flatMap(({ step, layers: all }) =>
          all.map(({ layer, matched, mismatched }) => [results.id, bridge!.protocol, step, layer, matched.count, matched.mean, matched.low, matched.high, mismatched.mean, mismatched.low, mismatched.high]),
        ),
      })}
      status={<SlotStatus name="bridge" />}
      testId="bridge-cosines"
    >
      {layers.length > 0 && <CosinePlot results={results} layers={layers} tested={bridge!.bridgeLayers} svgRef={svg} />}
    </ChartFrame>
  );
}

interface CosinePlotProps {
  readonly results: NewsResults;
  readonly layers: readonly BridgeLayer[];
  readonly tested: readonly number[];
  readonly svgRef: React.RefObject<SVGSVGElement | null>;
}

/** A press on a layer shows it in the picture. */
function CosinePlot({ results, layers, tested, svgRef }: CosinePlotProps) {
  const { view } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const chosen = bridgeLayer(results, useView((state) => state.bridgeLayer));
  const [first, last] = [layers[0]!.layer, layers.at(-1)!.layer];
  const x = scaleLinear([first - 0.5, last + 0.5], [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)]);
  const defined = layers.filter(({ matched }) => Number.isFinite(matched.mean));
  const ends = defined.flatMap(({ matched, mismatched }) => [matched.low, matched.high, mismatched.low, mismatched.high]);
  const y = scaleLinear([Math.min(0, ...ends), Math.max(0.1, ...ends)], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice();
  const line = (of: (layer: BridgeLayer) => number) => polyline(defined.map((layer) => [x(layer.layer), y(of(layer))]));
  const area = (of: (layer: BridgeLayer) => { readonly low: number; readonly high: number }) => ribbon(defined.map((layer) => ({ x: x(layer.layer), low: y(of(layer).low), high: y(of(layer).high) })));
  const step = x(first + 1) - x(first);
  return (
    <>
      <ChartCanvas host={host} width={width} height={HEIGHT} svgRef={svgRef} role="img" aria-label={`Cosine by layer: ${defined.map(({ layer, matched }) => `${layer}: ${numberWords(matched.mean)}`).join(', ')}`}>
        {tested.length > 0 && <rect className={styles.tested} x={x(tested[0]! - 0.5)} width={Math.max(0, x(tested.at(-1)! + 0.5) - x(tested[0]! - 0.5))} y={MARGIN.top} height={HEIGHT - MARGIN.bottom - MARGIN.top} />}
        <ValueAxis ticks={y.ticks(4)} y={y} left={MARGIN.left} right={width - MARGIN.right} format={y.tickFormat(4)} />
        <line className={styles.zero} x1={MARGIN.left} x2={width - MARGIN.right} y1={y(0)} y2={y(0)} />
        <path className={styles.band} d={area(({ mismatched }) => mismatched)} />
        <path className={styles.mismatched} d={line(({ mismatched }) => mismatched.mean)} />
        <path className={styles.matchedBand} d={area(({ matched }) => matched)} />
        <path className={styles.matched} d={line(({ matched }) => matched.mean)} />
        <line className={styles.chosen} x1={x(chosen)} x2={x(chosen)} y1={MARGIN.top} y2={HEIGHT - MARGIN.bottom} />
        {layers.map(({ layer, matched, mismatched }) => (
          <g key={layer}>
            {layer % 2 === 0 && (
              <TickLabel x={x(layer)} y={HEIGHT - MARGIN.bottom + 14} textAnchor="middle">
                {layer}
              </TickLabel>
            )}
            <rect className={styles.layerHit} x={x(layer) - step / 2} width={step} y={MARGIN.top} height={HEIGHT - MARGIN.top} onClick={() => view.getState().update({ bridgeLayer: layer })}>
              <title>{`Layer ${layer}: own ${numberWords(matched.mean)} (${numberWords(matched.low)} to ${numberWords(matched.high)}), another news ${numberWords(mismatched.mean)}`}</title>
            </rect>
          </g>
        ))}
        <AxisNames x="layer" y="cosine" right={width - MARGIN.right} height={HEIGHT} />
      </ChartCanvas>
      <p className={styles.key}>
        Line and band: each news with its own context. Grey: with another’s. Shaded layers were chosen before the runs.
      </p>
    </>
  );
}

function BridgeTests({ results }: { readonly results: NewsResults }) {
  const { view } = useExplorer();
  const filter = useNewsFilter();
  const slot = useNewsPiece('bridgeTests');
  const tests = slot.status === 'ready' ? (slot.value ?? []) : [];
  const name = (protocol: string) => protocol.split(' - ').map((id) => protocolWords(results, id)).join(' less ');
  if (slot.status === 'absent') return null;
  return (
    <ChartFrame
      title="Planned tests of the bridge"
      about={ABOUT_NEWS.cosines}
      source={newsProvenance(results, filter)}
      svgRef={null}
      table={() => ({
        columns: ['results', 'protocol', 'news', 'matched', 'mismatched', 'own is best', 'difference', 'low', 'high', 'p', 'p Holm'].map((column) => ({ name: column, unit: '' })),
        rows: tests.map(({ protocol, values, contrast }) => [results.id, protocol, contrast.count, values?.matchedMean.mean ?? null, values?.mismatchedMean.mean ?? null, values?.ownIsBest ?? null, contrast.mean, contrast.low, contrast.high, contrast.p, contrast.holm]),
      })}
      status={<SlotStatus name="bridgeTests" />}
      testId="bridge-tests"
    >
      {tests.length > 0 && (
        <TableBox label="Planned tests of the bridge">
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Trained on</th>
                <th scope="col">Own less other</th>
                <th scope="col">Own best</th>
                <th scope="col">p</th>
              </tr>
            </thead>
            <tbody>
              {tests.map(({ protocol, values, contrast }) => (
                <tr key={protocol}>
                  <th scope="row">
                    {values === null ? (
                      name(protocol)
                    ) : (
                      <button type="button" className={styles.link} onClick={() => view.getState().update({ newsProtocol: protocol })}>
                        {name(protocol)}
                      </button>
                    )}
                  </th>
                  <td title={`95 % ${signedWords(contrast.low)} to ${signedWords(contrast.high)}`}>{signedWords(contrast.mean)}</td>
                  <td>{values === null ? '' : `${Math.round(values.ownIsBest)} of ${values.news.length}`}</td>
                  <td title={`uncorrected ${pWords(contrast.p)}`}>{pWords(contrast.holm).replace(/^p (= )?/, '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </ChartFrame>
  );
}

/** The retrieval matrix at the checkpoint where the reader stands. */
function Retrieval({ results, bridge }: BridgeProps) {
  const filter = useNewsFilter();
  const svg = useRef<SVGSVGElement>(null);
  const stop = useStop();
  const at = bridge?.checkpoints.find(({ step }) => step === stop) ?? bridge?.checkpoints.at(-1);
  const tested = at?.tested ?? null;
  if (tested === null || tested.ids.length === 0) return null;
  return (
    <ChartFrame
      title="Whose news does each adapter look like?"
      about={ABOUT_NEWS.retrieval}
      source={newsProvenance(results, filter)}
      svgRef={svg}
      table={() => ({
        columns: ['adapter', 'context', 'cosine'].map((name) => ({ name, unit: '' })),
        rows: tested.ids.flatMap((row, i) => tested.ids.map((column, j) => [row, column, tested.matrix[i * tested.ids.length + j]!])),
      })}
      testId="bridge-retrieval"
    >
      <RetrievalMatrix results={results} tested={tested} svgRef={svg} />
      <p className={styles.key}>
        After {at!.step} {at!.step === 1 ? 'step' : 'steps'}: for {Math.round(tested.ownIsBest)} of {tested.news.length} news the own context, outlined, is the best match, dotted.
      </p>
    </ChartFrame>
  );
}

interface RetrievalMatrixProps {
  readonly results: NewsResults;
  readonly tested: TestedValues;
  readonly svgRef: React.RefObject<SVGSVGElement | null>;
}

const NAMES = 74;

function RetrievalMatrix({ results, tested, svgRef }: RetrievalMatrixProps) {
  const { view } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const { paper } = useThemeColours();
  const { ids, matrix } = tested;
  const n = ids.length;
  const cell = Math.max(2, Math.min(20, (width - NAMES) / n));
  const most = Math.max(1e-9, ...Array.from(matrix, (value) => (Number.isFinite(value) ? Math.abs(value) : 0)));
  const entities = useMemo(() => new Map(results.news.map(({ id, entity }) => [id, entity])), [results]);
  const colours = useColourEnds();
  const shade = (value: number) => (Number.isFinite(value) ? oklabToHex(mixOklab(hexToOklab(paper), value >= 0 ? colours.above : colours.below, Math.min(1, Math.abs(value) / most))) : paper);
  const fits = cell >= 10;
  return (
    <ChartCanvas host={host} width={width} height={n * cell + 18} svgRef={svgRef} role="img" aria-label={`Cosines of ${n} adapters and contexts; the own context is the best match of ${Math.round(tested.ownIsBest)}`}>
      <g className={styles.matrix} transform={`translate(${NAMES},14)`}>
        <text className={styles.name} x={0} y={-4}>
          contexts
        </text>
        {ids.map((id, i) => {
          const row = matrix.subarray(i * n, (i + 1) * n);
          const best = row.reduce((at, value, j) => (value > row[at]! || Number.isNaN(row[at]!) ? j : at), 0);
          return (
            <g key={id} transform={`translate(0,${i * cell})`}>
              {fits && (
                <text className={styles.name} x={-6} y={cell / 2} dy="0.35em" textAnchor="end">
                  {shortName(entities.get(id) ?? id)}
                </text>
              )}
              {Array.from(row, (value, j) => (
                <rect key={ids[j]} x={j * cell} width={cell} height={cell} fill={shade(value)} data-own={i === j || undefined} onClick={() => view.getState().update({ newsCell: { news: id, condition: 'none' } })}>
                  <title>{`Adapter of ${entities.get(id) ?? id}, context of ${entities.get(ids[j]!) ?? ids[j]}: ${numberWords(value)}`}</title>
                </rect>
              ))}
              {Number.isFinite(row[best]!) && <circle data-best="" cx={(best + 0.5) * cell} cy={cell / 2} r={Math.max(1, cell / 7)} pointerEvents="none" />}
            </g>
          );
        })}
      </g>
      <VisuallyHidden as="desc">Rows are adapters, columns contexts.</VisuallyHidden>
    </ChartCanvas>
  );
}

const MOST_LETTERS = 13;

function shortName(name: string): string {
  return name.length <= MOST_LETTERS ? name : `${name.slice(0, MOST_LETTERS - 1).trimEnd()}…`;
}

/** Blue above zero and orange below, as the page's first two series are. */
function useColourEnds() {
  const { scheme } = useThemeColours();
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const token = (name: string, instead: string) => hexToOklab(/^#[0-9a-f]{6}$/i.test(style.getPropertyValue(name).trim()) ? style.getPropertyValue(name).trim() : instead);
    return { above: token('--series-1', '#0068a3'), below: token('--series-2', '#b0470a'), scheme };
  }, [scheme]);
}
