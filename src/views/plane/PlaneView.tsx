import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { sequenceExtent } from '../../state/projection.ts';
import type { Box } from '../shared/box.ts';
import { ColourKey, colourKeyHeight } from '../shared/ColourKey.tsx';
import { HoverCard, type CardMover } from '../shared/HoverCard.tsx';
import { panelPosition, useFrameStep } from '../shared/panelPosition.ts';
import { PanelPointer } from '../shared/panelPointer.ts';
import type { ProjectionContent } from '../shared/projectionContent.ts';
import { ProjectionProblem } from '../shared/ProjectionProblem.tsx';
import { projectionProblem } from '../shared/projectionProblem.ts';
import { cornerBox, quietCorner } from '../shared/quietCorner.ts';
import { MissingWords, StageNotes } from '../shared/StageNotes.tsx';
import { recordedPath } from '../shared/trail.ts';
import { usePanelSelection } from '../shared/usePanelSelection.ts';
import { useProjectionContent } from '../shared/useProjectionContent.ts';
import { useSize, type Size } from '../shared/useSize.ts';
import { useResets } from '../shared/useResets.ts';
import { listenToPlane } from './planeInput.ts';
import { planeGeometry, project } from './planeGeometry.ts';
import { PlaneScene } from './PlaneScene.ts';
import styles from './plane.module.css';

const KEY_SIZE = 84;
const SMALL_KEY_SIZE = 60;
const KEY_PADDING = 10;
const KEY_INSET = 6;
const SMALLEST_WITH_KEY = 260;
const NO_AREAS: readonly Box[] = [];
const IDENTITY = { k: 1, x: 0, y: 0 };

/** The 2D projection of one panel. Fills its parent. */
export function PlaneView({ panel }: { readonly panel: number }) {
  const explorer = useExplorer();
  const content = useProjectionContent(panel);
  const selection = usePanelSelection(panel, content);
  const step = useFrameStep(content?.result ?? null);
  const hostRef = useRef<HTMLDivElement>(null);
  const svgRef = useRef<SVGSVGElement>(null);
  const sceneRef = useRef<PlaneScene | null>(null);
  const cardMover = useRef<CardMover | null>(null);
  const redraw = useCallback(() => sceneRef.current?.invalidate(), []);
  const [hiddenLabels, setHiddenLabels] = useState(0);
  const size = useSize(hostRef);
  const key = useColourKey(content, size);

  useEffect(() => {
    const svg = svgRef.current!;
    const scene = new PlaneScene(svg, panel, {
      position: (shown) => panelPosition(explorer, shown.result),
      drawn: (picture, hidden) => {
        setHiddenLabels(hidden);
        cardMover.current?.(picture.screen);
      },
    });
    sceneRef.current = scene;
    const stopListening = listenToPlane(svg, scene, new PanelPointer(explorer.view, panel));
    const stopView = explorer.view.subscribe((now, before) => {
      if (now.cursor !== before.cursor || now.sync !== before.sync || now.focus !== before.focus) scene.invalidate();
    });
    const stopAnalysis = explorer.analysis.subscribe(() => scene.invalidate());
    return () => {
      stopAnalysis();
      stopView();
      stopListening();
      scene.dispose();
      sceneRef.current = null;
    };
  }, [explorer, panel]);

  useEffect(() => {
    if (content !== null) sceneRef.current?.show(content);
  }, [explorer, panel, content]);
  useEffect(() => {
    sceneRef.current?.select(selection);
  }, [explorer, panel, selection]);
  useEffect(() => {
    if (size.width > 0) sceneRef.current?.resize(size.width, size.height);
  }, [explorer, panel, size]);
  useBlockedAreas(hostRef, sceneRef, [content, key, step, hiddenLabels, size]);
  useResets(useCallback(() => sceneRef.current?.zoom.reset(), []));

  const planeAxes = useMemo(() => content?.axes.slice(0, 2) ?? [], [content?.axes]);
  const problem = content === null ? null : projectionProblem(content.result.analysis, step.frame, planeAxes);
  const noteSide = key?.corner === 'top-left' ? 'right' : 'left';
  const missingSide = key?.corner === 'bottom-left' ? 'right' : 'left';
  return (
    <div ref={hostRef} className={styles.stage} style={stageInsets(size)} data-testid={`plane-stage-${panel}`}>
      <PlaneFrame svgRef={svgRef} panel={panel} label={content === null ? 'Projection' : `Projection of ${content.result.info.metadata.title}`} />
      {content !== null && problem === null ? (
        <>
          {key !== null ? <ColourKey content={content} size={key.size} active={selection.active} style={key.style} /> : null}
          <StageNotes content={content} step={step} hiddenLabels={hiddenLabels} side={noteSide} />
          <MissingWords content={content} frame={step.frame} side={missingSide} />
          <HoverCard
            content={content}
            node={selection.card}
            pinned={selection.card !== null && selection.card === selection.pinned}
            step={step}
            axes={planeAxes}
            size={size}
            avoid={key?.boxes ?? NO_AREAS}
            moverRef={cardMover}
            refresh={redraw}
          />
        </>
      ) : null}
      <ProjectionProblem sentence={problem} />
    </div>
  );
}

interface PlaneFrameProps {
  readonly svgRef: React.RefObject<SVGSVGElement | null>;
  readonly panel: number;
  readonly label: string;
}

/** The fixed skeleton of the drawing; the scene fills its layers. */
function PlaneFrame({ svgRef, panel, label }: PlaneFrameProps) {
  const clip = `plane-clip-${panel}`;
  return (
    <svg ref={svgRef} className={styles.plane} data-testid={`plane-${panel}`} role="group" aria-label={label}>
      <clipPath id={clip}>
        <rect data-plot-area="" />
      </clipPath>
      <g data-layer="grid" aria-hidden="true" />
      <rect data-plot-area="" className={styles.frame} />
      <g data-layer="ticks" aria-hidden="true" />
      <g data-layer="titles" />
      <g clipPath={`url(#${clip})`}>
        <g data-layer="trail" aria-hidden="true" />
        <g data-layer="edges" aria-hidden="true" />
        <g data-layer="leaders" aria-hidden="true" />
        <g data-layer="nodes" />
        <g data-layer="labels" aria-hidden="true" />
      </g>
    </svg>
  );
}

/** Margins of the plot as CSS variables, so that overlays keep inside it. */
function stageInsets(size: Size): CSSProperties {
  const { plot } = planeGeometry(size.width, size.height, 0);
  return {
    '--stage-left': `${plot.left}px`,
    '--stage-top': `${plot.top}px`,
    '--stage-right': `${size.width - plot.right}px`,
    '--stage-bottom': `${size.height - plot.bottom}px`,
  } as CSSProperties;
}

/** Size and place of the colour key: the corner that the fewest points of the whole sequence come near. */
function useColourKey(content: ProjectionContent | null, { width, height }: Size) {
  return useMemo(() => {
    if (content === null || Math.min(width, height) < SMALLEST_WITH_KEY) return null;
    const { analysis } = content.result;
    const geometry = planeGeometry(width, height, sequenceExtent(analysis, content.axes.slice(0, 2)));
    const recorded = recordedPath(analysis, content.axes, content.flips);
    const points = new Float64Array((recorded.length / 3) * 2);
    project(geometry, IDENTITY, recorded, points);
    const size = geometry.compact ? SMALL_KEY_SIZE : KEY_SIZE;
    const [outerWidth, outerHeight] = [size + KEY_PADDING, colourKeyHeight(content, size) + KEY_PADDING];
    const corner = quietCorner(points, geometry.plot, outerWidth, outerHeight, KEY_INSET, 14);
    const box: Box = cornerBox(corner, geometry.plot, outerWidth, outerHeight, KEY_INSET);
    const style: CSSProperties = {
      ...(corner.endsWith('left') ? { left: box.left } : { right: width - box.right }),
      ...(corner.startsWith('top') ? { top: box.top } : { bottom: height - box.bottom }),
    };
    return { size, corner, style, boxes: [box] };
  }, [content, width, height]);
}

/** Tells the scene where HTML lies over the plot, whenever that changes. */
function useBlockedAreas(
  hostRef: React.RefObject<HTMLDivElement | null>,
  sceneRef: React.RefObject<PlaneScene | null>,
  reasons: readonly unknown[],
): void {
  const known = useRef('');
  useLayoutEffect(() => {
    const host = hostRef.current;
    const scene = sceneRef.current;
    if (host === null || scene === null) return;
    const boxes = [...host.querySelectorAll<HTMLElement>('[data-overlay]')].map((element): Box => ({
      left: element.offsetLeft,
      top: element.offsetTop,
      right: element.offsetLeft + element.offsetWidth,
      bottom: element.offsetTop + element.offsetHeight,
    }));
    const stamp = JSON.stringify(boxes);
    if (stamp === known.current) return;
    known.current = stamp;
    scene.block(boxes);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the boxes depend on everything that the overlays show
  }, [hostRef, sceneRef, ...reasons]);
}
