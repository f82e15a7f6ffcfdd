import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useExplorer } from '../../../state/binding.tsx';
import type { SpectralGhost } from '../../../state/figures/spectralGhost.ts';
import { classNames } from '../../ui/classNames.ts';
import { useSize, type Size } from '../../ui/useSize.ts';
import { ColourKey } from '../ColourKey.tsx';
import type { LabelTally } from '../HiddenLabels.tsx';
import { NodeCards, type CardMover } from '../NodeCards.tsx';
import { ProjectionProblem, projectionProblem } from '../ProjectionProblem.tsx';
import { StageNotes } from '../StageNotes.tsx';
import type { Box } from '../box.ts';
import { drawWithView, useResets } from '../drawWithView.ts';
import { hoveredFrame } from '../hoveredFrame.ts';
import { notePicture, registerLivePicture } from '../livePictures.ts';
import { panelPosition, useFrameStep } from '../panelPosition.ts';
import { PanelPointer, usePanelSelection } from '../pointing.ts';
import * as projection from '../projection.module.css';
import { type ProjectionContent, useProjectionContent } from '../projectionContent.ts';
import { useBlockedAreas } from '../useBlockedAreas.ts';
import { PlaneScene } from './PlaneScene.ts';
import { SpectralGhostPlace } from './SpectralGhostPlace.tsx';
import { colourKeyPlace } from './colourKeyPlace.ts';
import * as styles from './plane.module.css';
import { planeGeometry } from './planeGeometry.ts';
import { listenToPlane } from './planeInput.ts';

const NO_AREAS: readonly Box[] = [];

/** The 2D projection of one panel. Fills its parent. */
export function PlaneView({ panel }: { readonly panel: number }) {
  const explorer = useExplorer();
  const content = useProjectionContent(panel);
  const selection = usePanelSelection(panel, content);
  const step = useFrameStep(content?.result ?? null);
  const [ghost, setGhost] = useState<SpectralGhost | null>(null);
  const hostRef = useRef<HTMLDivElement>(null);
  const svgRef = useRef<SVGSVGElement>(null);
  const sceneRef = useRef<PlaneScene | null>(null);
  const cardMover = useRef<CardMover | null>(null);
  const redraw = useCallback(() => sceneRef.current?.invalidate(), []);
  const tallyRef = useRef<LabelTally | null>(null);
  const size = useSize(hostRef);
  const key = useColourKey(content, size);

  useEffect(() => {
    const svg = svgRef.current!;
    const scene = new PlaneScene(svg, panel, {
      position: (shown, out) => panelPosition(explorer, shown.result, out),
      moving: () => explorer.view.getState().playing,
      ghost: (shown) => hoveredFrame(explorer, shown.result),
      drawn: (picture, hidden) => {
        notePicture();
        tallyRef.current?.(hidden, picture.position.frame, picture.moving);
        cardMover.current?.(picture.screen, scene.labels);
      },
    });
    sceneRef.current = scene;
    const stopLive = registerLivePicture(explorer, panel, () =>
      hostRef.current === null ? null : { kind: 'plane', host: hostRef.current, transform: scene.zoom.transform, places: scene.labelPlaces },
    );
    const stopListening = listenToPlane(svg, scene, new PanelPointer(explorer.view, panel));
    const stopDrawing = drawWithView(explorer, scene);
    return () => {
      stopLive();
      stopDrawing();
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
  useEffect(() => {
    sceneRef.current?.overlay(ghost?.points ?? null);
  }, [explorer, panel, ghost]);
  const block = useCallback((boxes: readonly Box[]) => {
    sceneRef.current?.block(boxes);
    return sceneRef.current !== null;
  }, []);
  const measureAreas = useBlockedAreas(hostRef, block, [content, key, selection, size]);
  useResets(useCallback(() => sceneRef.current?.zoom.reset(), []));

  const planeAxes = useMemo(() => content?.axes.slice(0, 2) ?? [], [content?.axes]);
  const problem = content === null ? null : projectionProblem(content.result.analysis, step.frame, planeAxes);
  const plot = useMemo(() => planeGeometry(size.width, size.height, { x: [0, 0], y: [0, 0] }).plot, [size]);
  const drawable = content !== null && problem === null;
  return (
    <div className={projection.projection}>
      {drawable ? <StageNotes content={content} step={step} tallyRef={tallyRef} ghost={ghost} /> : null}
      <div ref={hostRef} className={classNames(projection.stage, styles.stage)} data-testid={`plane-stage-${panel}`}>
        <PlaneFrame svgRef={svgRef} panel={panel} label={content === null ? 'Projection' : `Projection of ${content.result.info.metadata.title}`} />
        {drawable ? (
          <>
            {key !== null ? <ColourKey content={content} size={key.size} active={selection.active} style={key.style} /> : null}
            <NodeCards
              content={content}
              selection={selection}
              step={step}
              axes={planeAxes}
              size={size}
              plot={plot}
              avoid={key?.boxes ?? NO_AREAS}
              moverRef={cardMover}
              refresh={redraw}
              onChipMoved={measureAreas}
            />
          </>
        ) : null}
        {content !== null ? <SpectralGhostPlace content={content} frame={step.frame} onGhost={setGhost} /> : null}
        <ProjectionProblem sentence={problem} />
      </div>
    </div>
  );
}

interface PlaneFrameProps {
  readonly svgRef: React.RefObject<SVGSVGElement | null>;
  readonly panel: number;
  readonly label: string;
}

/** The fixed skeleton of the drawing; the scene fills its layers. */
export function PlaneFrame({ svgRef, panel, label }: PlaneFrameProps) {
  const clip = `plane-clip-${panel}`;
  return (
    <svg ref={svgRef} className={styles.plane} tabIndex={-1} data-testid={`plane-${panel}`} role="group" aria-label={label}>
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
        <g data-layer="ghost" aria-hidden="true" />
        <g data-layer="overlay" aria-hidden="true" />
        <g data-layer="leaders" aria-hidden="true" />
        <g data-layer="nodes" />
        <g data-layer="labels" aria-hidden="true" />
      </g>
    </svg>
  );
}

/** Size and place of the colour key, see colourKeyPlace. */
function useColourKey(content: ProjectionContent | null, { width, height }: Size) {
  return useMemo(() => {
    const place = content === null ? null : colourKeyPlace(content, width, height);
    if (place === null) return null;
    const { corner, box } = place;
    const style: CSSProperties = {
      ...(corner.endsWith('left') ? { left: box.left } : { right: width - box.right }),
      ...(corner.startsWith('top') ? { top: box.top } : { bottom: height - box.bottom }),
    };
    return { size: place.size, style, boxes: [box] };
  }, [content, width, height]);
}
