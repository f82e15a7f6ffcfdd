/** Both papers in one picture: news as points that training moves, beside where their context puts them, in the worker's PCA. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { NewsResults } from '../../core/news/types.ts';
import { useExplorer, useView } from '../../state/binding.tsx';
import { bridgeLayer, bridgePanel, bridgeProtocol, type BridgePanel, targetsOn } from '../../state/news/bridgeFigure.ts';
import { bridgeFinding } from '../../state/news/bridgeFinding.ts';
import { domainsOf } from '../../state/news/newsFilter.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { useNewsFilter, useNewsPiece } from '../../state/news/useNews.ts';
import { framePosition } from '../../state/figures/projection.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { seriesColour } from '../charts/chartSeries.ts';
import { drawWithView, useResets } from '../picture/drawWithView.ts';
import { rimColour } from '../picture/nodeColour.ts';
import { PlaneScene } from '../picture/plane/PlaneScene.ts';
import { PlaneFrame } from '../picture/plane/PlaneView.tsx';
import { listenToPlane } from '../picture/plane/planeInput.ts';
import { projectionContent, type ProjectionContent } from '../picture/projectionContent.ts';
import { useThemeColours } from '../picture/useThemeColours.ts';
import { Field, FieldLabel, Select } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { useSize } from '../ui/useSize.ts';
import { FindingWords } from './NewsFinding.tsx';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './bridge.module.css';
import * as news from './news.module.css';

const AXES = [0, 1, 2] as const;
/** Labels of more points than this stand only beside those that are pointed at. */
const MOST_LABELS = 40;

export function BridgePicture({ results }: { readonly results: NewsResults }) {
  const filter = useNewsFilter();
  const slot = useNewsPiece('projection');
  const bridge = useNewsPiece('bridge');
  const tests = useNewsPiece('bridgeTests');
  const svg = useRef<SVGSVGElement>(null);
  const projection = slot.value;
  const panel = useMemo(() => (projection === null ? null : bridgePanel(results, projection)), [results, projection]);
  const finding = useMemo(() => bridgeFinding(results, bridge.status === 'ready' ? bridge.value : null, tests.status === 'ready' ? tests.value : null), [results, bridge, tests]);
  return (
    <>
      <ChartFrame
        title="Where training moves the news, and where their context does"
        about={ABOUT_NEWS.bridge}
        source={newsProvenance(results, filter)}
        table={() => projectionTable(panel)}
        svgRef={svg}
        stale={slot.status === 'loading'}
        status={<SlotStatus name="projection" />}
        testId="bridge-chart"
      >
        <BridgeChoices results={results} />
        {panel !== null && slot.status !== 'absent' && <BridgePlane results={results} panel={panel} svgRef={svg} />}
      </ChartFrame>
      <FindingWords finding={finding} />
    </>
  );
}

function projectionTable(panel: BridgePanel | null) {
  const columns = ['news', 'point', 'step', 'PC1', 'PC2', 'context PC1', 'context PC2'].map((name) => ({ name, unit: '' }));
  if (panel === null) return { columns, rows: [] };
  const { result, targets, components: K, points } = panel;
  const { frames, scores } = result.analysis;
  return {
    columns,
    rows: frames.flatMap(({ context }, f) =>
      points.map(({ news: id, label }, i) => {
        const at = (f * points.length + i) * K;
        return [id, label, context, scores[at]!, K > 1 ? scores[at + 1]! : null, targets[i * K]!, K > 1 ? targets[i * K + 1]! : null];
      }),
    ),
  };
}

function BridgeChoices({ results }: { readonly results: NewsResults }) {
  const { view } = useExplorer();
  const { states } = results;
  const layer = useView((state) => state.bridgeLayer);
  const points = useView((state) => state.bridgePoints);
  const basis = useView((state) => state.bridgeBasis);
  const from = useView((state) => state.bridgeFrom);
  if (states === null) return null;
  const { update } = view.getState();
  return (
    <div className={styles.choices}>
      <Field>
        <FieldLabel htmlFor="bridge-layer">Layer</FieldLabel>
        <Select id="bridge-layer" data-testid="bridge-layer" value={bridgeLayer(results, layer)} onChange={(event) => update({ bridgeLayer: Number(event.currentTarget.value) })}>
          {states.layers.map((one) => (
            <option key={one} value={one}>
              {one}
              {states.bridgeLayers.includes(one) ? ' (tested)' : ''}
            </option>
          ))}
        </Select>
      </Field>
      <Segmented label="Points" segments={[{ id: 'news', label: 'News' }, { id: 'questions', label: 'Questions', testId: 'bridge-questions' }]} value={points} onChange={(bridgePoints) => update({ bridgePoints })} />
      <Segmented label="Basis" segments={[{ id: 'joint', label: 'Joint' }, { id: 'reference', label: 'Context’s own' }]} value={basis} onChange={(bridgeBasis) => update({ bridgeBasis })} />
      <Segmented label="Start" segments={[{ id: 'origin', label: 'Movement' }, { id: 'states', label: 'Places' }]} value={from} onChange={(bridgeFrom) => update({ bridgeFrom })} />
    </div>
  );
}

interface BridgePlaneProps {
  readonly results: NewsResults;
  readonly panel: BridgePanel;
  readonly svgRef: React.RefObject<SVGSVGElement | null>;
}

function useBridgeContent(results: NewsResults, panel: BridgePanel): ProjectionContent {
  const theme = useThemeColours();
  const showLabels = useView((state) => state.showLabels);
  return useMemo(() => {
    const content = projectionContent(
      panel.result,
      { axes: AXES, flips: [false, false, false], colour: 'position', showEdges: false, showLabels: showLabels && panel.points.length <= MOST_LABELS, showTrail: true, references: [] },
      theme,
    );
    const domains = domainsOf(results);
    const style = getComputedStyle(document.documentElement);
    const paints = panel.points.map(({ domain }) => {
      const fill = style.getPropertyValue(`--series-${seriesColour(domains.indexOf(domain))}`).trim() || theme.ink;
      return { fill, rim: rimColour(fill, theme.scheme) };
    });
    return { ...content, paints };
  }, [results, panel, theme, showLabels]);
}

function BridgePlane({ results, panel, svgRef }: BridgePlaneProps) {
  const explorer = useExplorer();
  const { view } = explorer;
  const host = useRef<HTMLDivElement>(null);
  const scene = useRef<PlaneScene | null>(null);
  const size = useSize(host);
  const cell = useView((state) => state.newsCell);
  const protocol = bridgeProtocol(results, useView((state) => state.newsProtocol));
  const [hovered, hover] = useState<number | null>(null);
  const content = useBridgeContent(results, panel);
  const latest = useRef({ panel, protocol });
  latest.current = { panel, protocol };

  useEffect(() => {
    const svg = svgRef.current!;
    const drawn = new PlaneScene(svg, 0, {
      position: (shown, out) => framePosition(shown.result.analysis, explorer.playhead.context(), out),
      moving: () => view.getState().playing,
      ghost: () => null,
      drawn: () => undefined,
    });
    scene.current = drawn;
    const open = (node: number) => {
      const { panel: shown, protocol: trained } = latest.current;
      const id = shown.points[node]?.news;
      if (id !== undefined) view.getState().update({ newsCell: { news: id, condition: trained ?? 'none' } });
    };
    const stopListening = listenToPlane(svg, drawn, {
      hover,
      togglePin: open,
      key(event, node, nodes) {
        if (event.key === '[') return (node + nodes - 1) % nodes;
        if (event.key === ']') return (node + 1) % nodes;
        if (event.key !== 'Enter' && event.key !== ' ') return null;
        open(node);
        return node;
      },
    });
    const stopDrawing = drawWithView(explorer, drawn);
    return () => {
      stopDrawing();
      stopListening();
      drawn.dispose();
      scene.current = null;
    };
  }, [explorer, view, svgRef]);

  useEffect(() => {
    scene.current?.show(content);
    scene.current?.overlay(targetsOn(panel, [AXES[0], AXES[1]]));
  }, [content, panel]);
  useEffect(() => {
    const opened = panel.points.flatMap(({ news: id }, i) => (id === cell?.news ? [i] : []));
    scene.current?.select({ active: [...new Set([...(hovered === null ? [] : [hovered]), ...opened])], pinned: opened[0] ?? null });
  }, [panel, hovered, cell]);
  useEffect(() => {
    if (size.width > 0) scene.current?.resize(size.width, size.height);
  }, [size]);
  useResets(useCallback(() => scene.current?.zoom.reset(), []));

  return (
    <>
      <ul className={news.facets} aria-label="Colours and marks">
        {domainsOf(results).map((domain, i) => (
          <li key={domain}>
            <span className={news.facetMark} data-series={seriesColour(i)} />
            {domain}
          </li>
        ))}
        <li>
          <span className={styles.target} />
          its news in context
        </li>
      </ul>
      <div ref={host} className={styles.plane} data-testid="bridge-plane">
        <PlaneFrame svgRef={svgRef} panel={0} label={`News of ${results.title}, moved by training`} />
      </div>
    </>
  );
}
