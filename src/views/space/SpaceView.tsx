import { Canvas } from '@react-three/fiber';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import type { Box } from '../shared/box.ts';
import { ColourKey } from '../shared/ColourKey.tsx';
import type { LabelTally } from '../shared/HiddenLabels.tsx';
import { registerLivePicture } from '../shared/livePictures.ts';
import { NodeCards, type CardMover } from '../shared/NodeCards.tsx';
import { NodeButtons } from '../shared/NodeButtons.tsx';
import { useFrameStep } from '../shared/panelPosition.ts';
import { PanelPointer } from '../shared/panelPointer.ts';
import type { ProjectionContent } from '../shared/projectionContent.ts';
import { ProjectionProblem } from '../shared/ProjectionProblem.tsx';
import { projectionProblem } from '../shared/projectionProblem.ts';
import { StageNotes } from '../shared/StageNotes.tsx';
import { usePanelSelection } from '../shared/usePanelSelection.ts';
import { useProjectionContent } from '../shared/useProjectionContent.ts';
import { useBlockedAreas } from '../shared/useBlockedAreas.ts';
import { useSize } from '../shared/useSize.ts';
import { useResets } from '../shared/useResets.ts';
import { HOME } from './spaceCamera.ts';
import { spaceKeyPlace } from './spaceKeyPlace.ts';
import { listenToSpace } from './spaceInput.ts';
import { SpaceOverlay } from './SpaceOverlay.ts';
import { SpaceStage, type SpaceHandle } from './SpaceStage.tsx';
import { CONTEXT_LOST, webglProblem } from './webglSupport.ts';
import styles from './space.module.css';

interface SpaceViewProps {
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
  if (content === null) return <div className={styles.stage} data-testid={`space-${panel}`} />;
  return <SpacePanel panel={panel} content={content} onUnavailable={onUnavailable} onAvailable={onAvailable} />;
}

function SpacePanel({ panel, content, onUnavailable, onAvailable }: SpaceViewProps & { readonly content: ProjectionContent }) {
  const explorer = useExplorer();
  const selection = usePanelSelection(panel, content);
  const step = useFrameStep(content.result);
  const pointer = useMemo(() => new PanelPointer(explorer.view, panel), [explorer, panel]);
  const hostRef = useRef<HTMLDivElement>(null);
  const svgRef = useRef<SVGSVGElement>(null);
  const overlayRef = useRef<SpaceOverlay | null>(null);
  const handleRef = useRef<SpaceHandle | null>(null);
  const cardMover = useRef<CardMover | null>(null);
  const tallyRef = useRef<LabelTally | null>(null);
  const size = useSize(hostRef);

  useLayoutEffect(() => {
    const overlay = new SpaceOverlay(svgRef.current!);
    overlayRef.current = overlay;
    return () => {
      overlay.clear();
      overlayRef.current = null;
    };
  }, []);
  useEffect(
    () => listenToSpace(hostRef.current!, { pointer, screen: () => overlayRef.current?.screen ?? null, camera: () => handleRef.current?.camera ?? null }),
    [pointer],
  );
  useEffect(
    () =>
      registerLivePicture(explorer, panel, () => {
        const [host, handle] = [hostRef.current, handleRef.current];
        if (host === null || handle === null) return null;
        const { camera, controls } = handle.camera;
        return { kind: 'space', host, position: camera.position.toArray(), target: controls.target.toArray(), places: overlayRef.current?.labelPlaces ?? null };
      }),
    [explorer, panel],
  );
  const onDrawn = useCallback((overlay: SpaceOverlay, hidden: number) => {
    tallyRef.current?.(hidden);
    cardMover.current?.(overlay.screen, overlay.labels);
  }, []);
  const redraw = useCallback(() => handleRef.current?.invalidate(), []);
  useResets(useCallback(() => handleRef.current?.camera.reset(), []));

  const problem = projectionProblem(content.result.analysis, step.frame, content.axes);
  const key = useMemo(() => spaceKeyPlace(content, size.width, size.height), [content, size]);
  const showKey = problem === null && key !== null;
  const keyAreas = useMemo((): readonly Box[] => (showKey ? [key.box] : []), [showKey, key]);
  const block = useCallback((boxes: readonly Box[]) => {
    if (overlayRef.current === null) return false;
    overlayRef.current.blocked = boxes;
    handleRef.current?.invalidate();
    return true;
  }, []);
  const measureAreas = useBlockedAreas(hostRef, block, [content, showKey, key, selection, size]);
  const plot = useMemo((): Box => ({ left: 0, top: 0, right: size.width, bottom: size.height }), [size]);
  return (
    <div className={styles.projection}>
      {problem === null ? <StageNotes content={content} step={step} tallyRef={tallyRef} /> : null}
      <div ref={hostRef} className={styles.stage} data-testid={`space-${panel}`} tabIndex={-1}>
        <Canvas
          className={styles.canvas}
          frameloop="demand"
          flat
          dpr={[1, 2]}
          camera={{ position: HOME.toArray(), near: 0.05, far: 60 }}
          gl={{ antialias: true, alpha: true }}
          aria-hidden="true"
          onCreated={({ gl }) => {
            watchContext(gl.domElement, onUnavailable);
            onAvailable();
          }}
        >
          <SpaceStage content={content} active={selection.active} overlayRef={overlayRef} handleRef={handleRef} onDrawn={onDrawn} />
        </Canvas>
        <svg ref={svgRef} className={styles.overlay} aria-hidden="true">
          <g data-layer="titles" />
          <g data-layer="leaders" />
          <g data-layer="labels" />
        </svg>
        <NodeButtons content={content} frame={step.frame} pinned={selection.pinned} pointer={pointer} testPrefix={`space-node-${panel}`} />
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

/** A canvas that has left the page loses its context on purpose; only one still shown is news. */
function watchContext(canvas: HTMLCanvasElement, onUnavailable: (reason: string) => void): void {
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    if (canvas.isConnected) onUnavailable(CONTEXT_LOST);
  });
}
