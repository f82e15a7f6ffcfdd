import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useExplorer } from '../../../state/binding.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useSize } from '../../ui/useSize.ts';
import { ColourKey } from '../ColourKey.tsx';
import type { LabelTally } from '../HiddenLabels.tsx';
import { NodeButtons } from '../NodeButtons.tsx';
import { NodeCards, type CardMover } from '../NodeCards.tsx';
import { ProjectionProblem, projectionProblem } from '../ProjectionProblem.tsx';
import { StageNotes } from '../StageNotes.tsx';
import type { Box } from '../box.ts';
import { drawWithView, useResets } from '../drawWithView.ts';
import { hoveredFrame, useRestingFrame } from '../hoveredFrame.ts';
import { notePicture, registerLivePicture } from '../livePictures.ts';
import { usePanelBackdrop } from '../panelBackdrop.ts';
import { panelPosition, useFrameStep } from '../panelPosition.ts';
import { PanelPointer, usePanelSelection } from '../pointing.ts';
import * as projection from '../projection.module.css';
import { type ProjectionContent, useProjectionContent } from '../projectionContent.ts';
import { useBlockedAreas } from '../useBlockedAreas.ts';
import { SpaceOverlay } from './SpaceOverlay.ts';
import { SpaceScene } from './SpaceScene.ts';
import * as styles from './space.module.css';
import { listenToSpace } from './spaceInput.ts';
import { spaceKeyPlace } from './spaceKeyPlace.ts';
import { CONTEXT_LOST, webglProblem } from './webglSupport.ts';

export interface SpaceViewProps {
  readonly panel: number;
  /** Called once with a sentence for the reader when 3D cannot be drawn, at the start or later. */
  readonly onUnavailable: (reason: string) => void;
  /** Called when the 3D drawing has started. */
  readonly onAvailable: () => void;
}

/** The 3D projection of one panel. Fills its parent; draws nothing where WebGL is missing and says so to its owner. */
export function SpaceView({ panel, onUnavailable, onAvailable }: SpaceViewProps) {
  const [problem] = useState(webglProblem);
  useEffect(() => {
    if (problem !== null) onUnavailable(problem);
  }, [problem, onUnavailable]);
  const content = useProjectionContent(panel);
  if (problem !== null) return null;
  if (content === null) return <div className={classNames(projection.stage, styles.stage)} data-testid={`space-${panel}`} />;
  return <SpacePanel panel={panel} content={content} onUnavailable={onUnavailable} onAvailable={onAvailable} />;
}

function SpacePanel({ panel, content, onUnavailable, onAvailable }: SpaceViewProps & { readonly content: ProjectionContent }) {
  const explorer = useExplorer();
  const selection = usePanelSelection(panel, content);
  const step = useFrameStep(content.result);
  const told = useRestingFrame(step.frame);
  const pointer = useMemo(() => new PanelPointer(explorer.view, panel), [explorer, panel]);
  const hostRef = useRef<HTMLDivElement>(null);
  const surfaceRef = useRef<HTMLDivElement>(null);
  const backdrop = usePanelBackdrop();
  const svgRef = useRef<SVGSVGElement>(null);
  const overlayRef = useRef<SpaceOverlay | null>(null);
  const sceneRef = useRef<SpaceScene | null>(null);
  const cardMover = useRef<CardMover | null>(null);
  const tallyRef = useRef<LabelTally | null>(null);
  const size = useSize(hostRef);

  useLayoutEffect(() => {
    const host = hostRef.current!;
    const overlay = new SpaceOverlay(svgRef.current!);
    const scene = createScene(onUnavailable, backdrop.current!, surfaceRef.current!, overlay, {
      position: (shown, out) => panelPosition(explorer, shown.result, out),
      ghost: (shown) => hoveredFrame(explorer, shown.result),
      drawn: (frame, hidden) => {
        notePicture();
        tallyRef.current?.(hidden, frame.frame, explorer.view.getState().playing);
        cardMover.current?.(overlay.screen, overlay.labels);
      },
      lost: () => onUnavailable(CONTEXT_LOST),
    });
    if (scene === null) return;
    overlayRef.current = overlay;
    sceneRef.current = scene;
    onAvailable();
    const stop = [
      drawWithView(explorer, scene),
      listenToSpace(host, surfaceRef.current!, { pointer, screen: () => overlay.screen, camera: () => scene.camera }),
      registerLivePicture(explorer, panel, () => {
        const { camera, controls } = scene.camera;
        return { kind: 'space', host, position: camera.position.toArray(), target: controls.target.toArray(), places: overlay.labelPlaces };
      }),
    ];
    return () => {
      for (const end of stop) end();
      scene.dispose();
      overlay.clear();
      overlayRef.current = null;
      sceneRef.current = null;
    };
  }, [explorer, panel, pointer, backdrop, onUnavailable, onAvailable]);
  useLayoutEffect(() => sceneRef.current?.show(content), [content, pointer]);
  useLayoutEffect(() => sceneRef.current?.select(selection.active), [selection.active, pointer]);
  const redraw = useCallback(() => sceneRef.current?.invalidate(), []);
  useResets(useCallback(() => sceneRef.current?.camera.reset(), []));

  const problem = projectionProblem(content.result.analysis, step.frame, content.axes);
  const key = useMemo(() => spaceKeyPlace(content, size.width, size.height), [content, size]);
  const showKey = problem === null && key !== null;
  const keyAreas = useMemo((): readonly Box[] => (showKey ? [key.box] : []), [showKey, key]);
  const block = useCallback((boxes: readonly Box[]) => {
    if (overlayRef.current === null) return false;
    overlayRef.current.blocked = boxes;
    sceneRef.current?.invalidate();
    return true;
  }, []);
  const measureAreas = useBlockedAreas(hostRef, block, [content, showKey, key, selection, size]);
  const plot = useMemo((): Box => ({ left: 0, top: 0, right: size.width, bottom: size.height }), [size]);
  return (
    <div className={projection.projection}>
      {problem === null ? <StageNotes content={content} step={step} tallyRef={tallyRef} /> : null}
      <div ref={hostRef} className={classNames(projection.stage, styles.stage)} data-space-stage="" data-testid={`space-${panel}`} tabIndex={-1}>
        <div ref={surfaceRef} className={styles.surface} data-testid={`space-surface-${panel}`} />
        <svg ref={svgRef} className={styles.overlay} aria-hidden="true">
          <g data-layer="titles" />
          <g data-layer="leaders" />
          <g data-layer="labels" />
        </svg>
        <NodeButtons content={content} frame={told} pinned={selection.pinned} pointer={pointer} testPrefix={`space-node-${panel}`} />
        {showKey ? <ColourKey content={content} size={key.size} active={selection.active} style={{ top: 6, right: 6 }} /> : null}
        {problem === null ? (
          <NodeCards
            content={content}
            selection={selection}
            step={step}
            axes={content.axes}
            size={size}
            plot={plot}
            avoid={keyAreas}
            moverRef={cardMover}
            refresh={redraw}
            onChipMoved={measureAreas}
          />
        ) : null}
        <ProjectionProblem sentence={problem} />
      </div>
    </div>
  );
}

/** null where the graphics driver refuses, which the reader is told. */
function createScene(onUnavailable: (reason: string) => void, ...parts: ConstructorParameters<typeof SpaceScene>): SpaceScene | null {
  try {
    return new SpaceScene(...parts);
  } catch (error) {
    onUnavailable(`The 3D view could not start (${error instanceof Error ? error.message : String(error)}).`);
    return null;
  }
}
