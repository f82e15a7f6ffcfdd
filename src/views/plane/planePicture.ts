import type { FramePosition } from '../../state/figures/projection.ts';
import type { Emphasis } from '../shared/emphasis.ts';
import type { ProjectionContent } from '../shared/projectionContent.ts';
import type { PlaneGeometry, PlaneTransform } from './planeGeometry.ts';

/** One moment of the plane as its layers draw it. Buffers are reused from moment to moment. */
export interface PlanePicture {
  readonly content: ProjectionContent;
  readonly geometry: PlaneGeometry;
  readonly transform: PlaneTransform;
  readonly position: FramePosition;
  /** It is being played: words for other readers than the eye may wait. */
  readonly moving: boolean;
  /** [n, 3] scores along the shown axes. */
  readonly scores: Float64Array;
  /** [n, 2] pixels; NaN where missing. */
  readonly screen: Float64Array;
  readonly presence: Float64Array;
  readonly radius: number;
  readonly active: readonly number[];
  readonly emphasis: readonly Emphasis[];
}
