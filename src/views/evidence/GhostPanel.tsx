/** The averaging null in the place of the recorded activations: the same words, windows and basis, drawn as the picture is. */
import { useMemo, useRef } from 'react';
import { useView } from '../../state/binding.tsx';
import { createNodePositions, framePosition, positionsAt, sequenceExtent } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import type { Axes } from '../../state/view/panelSpec.ts';
import { PanelBody, PanelFrame, PanelHead, PanelName, PanelPicture } from '../picture/compare/PanelFrame.tsx';
import { contextGraph } from '../picture/contextGraph.ts';
import { positionColours, rimColour } from '../picture/nodeColour.ts';
import { useThemeColours } from '../picture/useThemeColours.ts';
import { formatRatio } from '../ui/formatNumber.ts';
import { textWidth } from '../ui/textWidth.ts';
import { useSize } from '../ui/useSize.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { ghostLabels } from './ghostLabels.ts';
import * as styles from './ghostPanel.module.css';
import { mainGraph, useMeasuresAt } from './useCursorMeasures.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';

const FILL = 0.72;
const RADIUS = 5;
const FONT = '12px system-ui';

/** One cell of the panel grid, beside the real picture. */
export function GhostPanel() {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) return null;
  return <Ghost recordingId={panel.result.recordingId} axes={panel.spec.axes} />;
}

function Ghost({ recordingId, axes }: { readonly recordingId: string; readonly axes: Axes }) {
  const { value, stale } = useFocusEvidence('averaging', recordingId);
  return (
    <PanelFrame data-testid="averaging-panel" aria-label="Averaging only">
      <PanelHead>
        <PanelName
          heading="Averaging only"
          meta="no model: random vectors, each half the word before"
          readout={value === null ? null : <GhostReadout result={value} axes={axes} />}
        />
      </PanelHead>
      <PanelBody>
        {value === null ? (
          <div className={styles.wait}>
            <EvidenceStatus name="averaging" />
          </div>
        ) : (
          <PanelPicture stale={stale}>
            <GhostPicture result={value} axes={axes} />
          </PanelPicture>
        )}
      </PanelBody>
    </PanelFrame>
  );
}

function useGhostPosition(result: PanelResult) {
  const cursor = useView((state) => state.cursor);
  return framePosition(result.analysis, cursor);
}

function GhostReadout({ result, axes }: { readonly result: PanelResult; readonly axes: Axes }) {
  const { frame } = useGhostPosition(result);
  const measures = useMeasuresAt(result, frame, axes);
  const energy = measures === null ? NaN : (mainGraph(measures)?.shownEnergy ?? NaN);
  return (
    <>
      energy <b>{formatRatio(energy)}</b>
    </>
  );
}

function GhostPicture({ result, axes }: { readonly result: PanelResult; readonly axes: Axes }) {
  const host = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(host);
  const { analysis, info } = result;
  const flips = useView((state) => state.flips);
  const showLabels = useView((state) => state.showLabels);
  const position = useGhostPosition(result);
  const { scheme } = useThemeColours();
  const colours = useMemo(() => positionColours(info.metadata, scheme), [info, scheme]);
  const extent = useMemo(() => sequenceExtent(analysis, axes.slice(0, 2)), [analysis, axes]);
  const positions = useMemo(() => createNodePositions(analysis.nodes), [analysis]);
  positionsAt(analysis, position, axes, flips, positions);
  const unit = extent > 0 ? (FILL * Math.min(width, height)) / 2 / extent : 1;
  const at = (node: number) => ({ x: width / 2 + unit * positions.xyz[node * 3]!, y: height / 2 - unit * positions.xyz[node * 3 + 1]! });
  const graph = contextGraph(info.metadata);
  const drawn = Array.from({ length: analysis.nodes }, (_, node) => node).filter((node) => Number.isFinite(at(node).x) && Number.isFinite(at(node).y));
  const edges = (graph?.edges ?? []).filter(([from, to]) => drawn.includes(from) && drawn.includes(to));
  const labels = showLabels
    ? ghostLabels(
        info.metadata.nodes.map(({ label }) => label),
        drawn.map((node) => ({ node, ...at(node) })),
        edges.map(([from, to]) => [at(from), at(to)] as const),
        { width, height, radius: RADIUS, measure: (text) => textWidth(text, FONT) },
      )
    : [];
  return (
    <div ref={host} className={styles.stage}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label="Projection of averaging only">
          {edges.map(([from, to]) => (
            <line key={`${from}-${to}`} className={styles.edge} x1={at(from).x} y1={at(from).y} x2={at(to).x} y2={at(to).y} />
          ))}
          {drawn.map((node) => (
            <circle key={node} cx={at(node).x} cy={at(node).y} r={RADIUS} fill={colours[node]} stroke={rimColour(colours[node]!, scheme)}>
              <title>{info.metadata.nodes[node]!.label}</title>
            </circle>
          ))}
          {labels.map(({ node, text, x, y, leader }) => (
            <g key={node}>
              {leader !== null && <line className={styles.leader} {...leader} />}
              <text className={styles.label} x={x} y={y} dy="0.35em" textAnchor="middle">
                {text}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
