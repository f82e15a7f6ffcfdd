import { useFrame, useThree } from '@react-three/fiber';
import { useEffect, useLayoutEffect, useMemo, type RefObject } from 'react';
import { Color, Fog, PerspectiveCamera } from 'three';
import { useExplorer } from '../../state/binding.tsx';
import { hoveredFrame } from '../shared/hoveredFrame.ts';
import { panelPosition } from '../shared/panelPosition.ts';
import type { ProjectionContent } from '../shared/projectionContent.ts';
import { fitField, SpaceCamera } from './spaceCamera.ts';
import { SpaceDrawing } from './SpaceDrawing.ts';
import type { SpaceOverlay } from './SpaceOverlay.ts';

/** What the page around the canvas may ask of it. */
export interface SpaceHandle {
  readonly camera: SpaceCamera;
  readonly invalidate: () => void;
}

interface SpaceStageProps {
  readonly content: ProjectionContent;
  readonly active: readonly number[];
  readonly overlayRef: RefObject<SpaceOverlay | null>;
  readonly handleRef: RefObject<SpaceHandle | null>;
  readonly onDrawn: (overlay: SpaceOverlay, hiddenLabels: number) => void;
}

/** Inside the canvas: draws on demand, when the cursor, the choices, the camera or the size change. */
export function SpaceStage({ content, active, overlayRef, handleRef, onDrawn }: SpaceStageProps) {
  const explorer = useExplorer();
  const { scene, camera, gl, size, invalidate } = useThree();
  const drawing = useMemo(() => new SpaceDrawing(content), [content]);

  useLayoutEffect(() => {
    scene.add(drawing.group);
    invalidate();
    return () => {
      scene.remove(drawing.group);
      drawing.dispose();
    };
  }, [scene, drawing, invalidate]);

  useLayoutEffect(() => {
    drawing.moment.select(active);
    invalidate();
  }, [drawing, active, invalidate]);

  useEffect(() => {
    if (!(camera instanceof PerspectiveCamera)) return;
    const control = new SpaceCamera(camera, gl.domElement, () => invalidate());
    handleRef.current = { camera: control, invalidate: () => invalidate() };
    return () => {
      handleRef.current = null;
      control.dispose();
    };
  }, [camera, gl, handleRef, invalidate]);

  useEffect(() => {
    const stopView = explorer.view.subscribe((now, before) => {
      if (now.cursor !== before.cursor || now.sync !== before.sync || now.focus !== before.focus || now.hoveredContext !== before.hoveredContext) invalidate();
    });
    const stopAnalysis = explorer.analysis.subscribe(() => invalidate());
    return () => {
      stopView();
      stopAnalysis();
    };
  }, [explorer, invalidate]);

  useLayoutEffect(() => {
    if (camera instanceof PerspectiveCamera) fitField(camera, size.width, size.height);
    invalidate();
  }, [camera, size, invalidate]);

  const fog = useMemo(() => new Fog(new Color(content.theme.paper), 1, 10), [content.theme.paper]);
  useFrame(() => {
    if (!(camera instanceof PerspectiveCamera)) return;
    handleRef.current?.camera.controls.update();
    const distance = camera.position.length();
    drawing.moment.fitNodes((2 * distance * Math.tan((camera.fov * Math.PI) / 360)) / Math.max(1, size.height));
    drawing.moveTo(panelPosition(explorer, content.result), hoveredFrame(explorer, content.result), camera.position);
    scene.fog = fog;
    fog.near = Math.max(0.01, distance - 0.9);
    fog.far = distance + 3.4;
    const overlay = overlayRef.current;
    if (overlay !== null) onDrawn(overlay, overlay.draw(drawing, camera, size.width, size.height));
  });
  return null;
}
