import { range, scaleBand, scaleLinear } from 'd3';
import { type MouseEvent, useMemo, useRef } from 'react';
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import { useAnalysis, useExplorer, useView } from '../../state/binding.tsx';
import { degenerateRuns } from '../../state/figures/cursorMeasures.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { type Axes, withAxis } from '../../state/view/panelSpec.ts';
import { polyline } from '../charts/polyline.ts';
import { basisShare, formatShare, ownShare } from '../picture/explainedVariance.ts';
import { useFrameStep } from '../picture/panelPosition.ts';
import { useSize } from '../ui/useSize.ts';
import * as styles from './screePlot.module.css';

/**
 * Top of the scree plot's axis, a share in (0, 1], the same for the whole sequence so that bars and dots can be compared from
 * step to step. Frames with fewer than half of the nodes are left out: two points always put everything on PC 1.
 */
export function screeTop(analysis: LayerAnalysis): number {
  const { nodes, components, frames, tokenCounts } = analysis;
  let top = 0;
  frames.forEach((_, frame) => {
    let present = 0;
    for (let i = 0; i < nodes; i++) if (tokenCounts[frame * nodes + i]! > 0) present++;
    if (present * 2 < nodes) return;
    for (let k = 0; k < components; k++) {
      for (const value of [basisShare(analysis, frame, k), ownShare(analysis, frame, k)]) if (value > top) top = value;
    }
  });
  const step = top > 0.5 ? 0.2 : top > 0.2 ? 0.1 : 0.05;
  return top > 0 ? Math.min(1, Math.ceil(top / step - 1e-9) * step) : 1;
}

const HEIGHT = 156;
const MARGIN = { left: 34, right: 4, top: 20, bottom: 32 } as const;

const barNames = {
  joint: 'joint basis',
  reference: 'reference basis',
  aligned: 'this context, aligned axes',
  raw: 'this context, shown axes',
} as const;

/** Explained variance of the shown basis as bars, of the context's own PCA as dots. A click puts a component on an axis. */
export function ScreePlot({ panel }: { readonly panel: number }) {
  const result = useAnalysis((state) => state.slots[panel]?.value ?? null);
  const axes = useView((state) => state.panels[panel]?.axes);
  const hostRef = useRef<HTMLDivElement>(null);
  const { width } = useSize(hostRef);
  return (
    <div ref={hostRef} className={styles.scree} style={{ minHeight: HEIGHT }} data-testid={`scree-${panel}`}>
      {result !== null && axes !== undefined && width > 0 && result.analysis.components > 0 ? (
        <Scree panel={panel} result={result} axes={axes} width={width} />
      ) : null}
    </div>
  );
}

interface ScreeProps {
  readonly panel: number;
  readonly result: PanelResult;
  readonly axes: Axes;
  readonly width: number;
}

function Scree({ panel, result, axes, width }: ScreeProps) {
  const { analysis } = result;
  const { frame } = useFrameStep(result);
  const shown = useView((state) => (state.mode === 'space' ? 3 : 2));
  const top = useMemo(() => screeTop(analysis), [analysis]);
  const components = range(analysis.components);
  const x = scaleBand<number>().domain(components).range([MARGIN.left, width - MARGIN.right]).padding(0.28);
  const y = scaleLinear().domain([0, top]).range([HEIGHT - MARGIN.bottom, MARGIN.top]).clamp(true);
  const dots = components.map((k) => ({ k, value: ownShare(analysis, frame, k) })).filter(({ value }) => Number.isFinite(value));
  const axisOf = (k: number) => axes.slice(0, shown).indexOf(k);
  return (
    <>
      <svg width={width} height={HEIGHT} aria-hidden="true" className={styles.plot}>
        {y.ticks(top > 0.25 ? 4 : 3).map((tick) => (
          <g key={tick} transform={`translate(0,${y(tick)})`}>
            <line className={styles.grid} x1={MARGIN.left} x2={width - MARGIN.right} />
            <text className={styles.tick} x={MARGIN.left - 5} dy="0.34em" textAnchor="end">{`${Math.round(tick * 100)}\u202f%`}</text>
          </g>
        ))}
        {components.map((k) => {
          const value = basisShare(analysis, frame, k);
          const axis = axisOf(k);
          const middle = x(k)! + x.bandwidth() / 2;
          return (
            <g key={k} className={axis === -1 ? undefined : styles.shown}>
              {Number.isFinite(value) ? <rect className={styles.bar} x={x(k)} width={x.bandwidth()} y={y(value)} height={y(0) - y(value)} rx={1.5} /> : null}
              <text className={styles.name} x={middle} y={HEIGHT - MARGIN.bottom + 14} textAnchor="middle">{k + 1}</text>
              {axis === -1 ? null : <text className={styles.axisName} x={middle} y={HEIGHT - 4} textAnchor="middle">{'xyz'[axis]}</text>}
            </g>
          );
        })}
        <path className={styles.line} d={polyline(dots.map(({ k, value }) => [x(k)! + x.bandwidth() / 2, y(value)]))} />
        {dots.map(({ k, value }) => (
          <circle key={k} className={styles.dot} cx={x(k)! + x.bandwidth() / 2} cy={y(value)} r={3} />
        ))}
        <Brackets analysis={analysis} frame={frame} left={(k) => x(k)!} right={(k) => x(k)! + x.bandwidth()} />
      </svg>
      {components.map((k) => (
        <ComponentButton key={k} panel={panel} component={k} axes={axes} analysis={analysis} frame={frame} left={x(k)! - (x.step() - x.bandwidth()) / 2} width={x.step()} />
      ))}
      <p className={styles.legend}>
        <span className={styles.entry}>
          <span className={styles.barSwatch} />
          {barNames[analysis.settings.basis.kind]}
        </span>
        <span className={styles.entry}>
          <span className={styles.dotSwatch} />
          {"this context's own PCA"}
        </span>
        {degenerateRuns(analysis, frame).length > 0 ? (
          <span className={styles.entry} title="Components with nearly equal eigenvalues: their axes may turn into one another">
            <span className={styles.bracketSwatch} />
            nearly equal
          </span>
        ) : null}
      </p>
    </>
  );
}

interface BracketsProps {
  readonly analysis: LayerAnalysis;
  readonly frame: number;
  readonly left: (component: number) => number;
  readonly right: (component: number) => number;
}

/** Runs of nearly equal eigenvalues, whose axes may turn into one another. */
function Brackets({ analysis, frame, left, right }: BracketsProps) {
  return degenerateRuns(analysis, frame).map(([first, last]) => (
    <path key={first} className={styles.bracket} d={`M${left(first)},${MARGIN.top - 6}v-5H${right(last)}v5`} />
  ));
}

interface ComponentButtonProps {
  readonly panel: number;
  readonly component: number;
  readonly axes: Axes;
  readonly analysis: LayerAnalysis;
  readonly frame: number;
  readonly left: number;
  readonly width: number;
}

function ComponentButton({ panel, component, axes, analysis, frame, left, width }: ComponentButtonProps) {
  const { view } = useExplorer();
  const choose = (event: MouseEvent) => {
    view.getState().updatePanel(panel, { axes: withAxis(axes, event.shiftKey ? 1 : 0, component) });
  };
  const run = degenerateRuns(analysis, frame).find(([first, last]) => component >= first && component <= last);
  const words = [
    `PC ${component + 1}: ${formatShare(basisShare(analysis, frame, component)) || 'not defined'} of the shown basis`,
    `${formatShare(ownShare(analysis, frame, component)) || 'not defined'} in this context's own PCA`,
    run === undefined ? null : `nearly the same eigenvalue as its neighbours (PC ${run[0] + 1} to ${run[1] + 1})`,
  ].filter((part) => part !== null);
  return (
    <button
      type="button"
      className={styles.column}
      style={{ left, width, height: HEIGHT }}
      aria-label={`${words.join(', ')}. Put on the x axis; with Shift, on the y axis.`}
      title={`${words.join('\n')}\nClick: x axis · Shift+click: y axis`}
      aria-pressed={axes.slice(0, 2).includes(component)}
      onClick={choose}
    />
  );
}
