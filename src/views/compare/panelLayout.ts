/** Rows and columns of the panels on the stage. */

export interface PanelLayout {
  readonly columns: number;
  readonly rows: number;
}

/** Narrowest panel, in CSS pixels, that still shows its header and a readable projection. */
export const MIN_PANEL_WIDTH = 180;

function preferredColumns(count: number): number {
  if (count <= 2) return count;
  if (count <= 4) return 2;
  return count <= 6 ? 3 : 4;
}

/** `count` is 1 to 8, `width` the stage's in CSS pixels: 1, 2, 2x2, 3x2 or 4x2 where there is room, else fewer columns. */
export function panelLayout(count: number, width: number): PanelLayout {
  const columns = Math.max(1, Math.min(preferredColumns(count), Math.floor(width / MIN_PANEL_WIDTH)));
  return { columns, rows: Math.ceil(count / columns) };
}
