/** Sizes of the timeline's drawing, in CSS pixels. */
export interface TrackGeometry {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** The base line of the curves. */
  readonly bottom: number;
  /** Of the whole drawing, with the context axis. */
  readonly height: number;
}

const AXIS_HEIGHT = 24;

/** On a phone the timeline stays on screen over what scrolls under it, so there it is lower. */
export function trackGeometry(narrow: boolean): TrackGeometry {
  const top = 8;
  const bottom = top + (narrow ? 44 : 60);
  return { left: 22, right: 18, top, bottom, height: bottom + AXIS_HEIGHT };
}
