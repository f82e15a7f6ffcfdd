/** What a panel shows, and the words of its axes: plain data that every store, address and file speaks of. */

export const MAX_PANELS = 8;
/** Principal components computed and offered on the axes. */
export const COMPONENTS = 10;

export type Axes = readonly [x: number, y: number, z: number];
export type Flips = readonly [x: boolean, y: boolean, z: boolean];

export interface PanelSpec {
  readonly recordingId: string;
  /** null: the recording's default layer. */
  readonly layer: number | null;
  /** 0-based principal components; the third is used in 3D only. */
  readonly axes: Axes;
}

/** A recording as it opens: its default layer, its first components. */
export function plainPanel(recordingId: string): PanelSpec {
  return { recordingId, layer: null, axes: [0, 1, 2] };
}

export interface NodeRef {
  readonly panel: number;
  readonly node: number;
}

/** The components drawn: two in the plane, three in space. */
export function shownAxes(axes: Axes, mode: 'plane' | 'space'): readonly number[] {
  return mode === 'plane' ? axes.slice(0, 2) : axes;
}

/** Swaps rather than repeats: choosing on one axis the component another axis shows exchanges the two. */
export function withAxis(axes: Axes, position: 0 | 1 | 2, component: number): Axes {
  const next: [number, number, number] = [...axes];
  const other = next.indexOf(component);
  if (other !== -1) next[other] = next[position];
  next[position] = component;
  return next;
}
