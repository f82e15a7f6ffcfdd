/** A field of a heatmap: row 0 is the first layer, drawn at the bottom; frame 0 the first context, at the left. */
export interface Field {
  readonly row: number;
  readonly frame: number;
}

/** Where a key leads from a field; it stops at the borders. null for keys that do not move. */
export function movedField({ row, frame }: Field, key: string, rows: number, frames: number): Field | null {
  const to = (nextRow: number, nextFrame: number): Field => ({
    row: Math.max(0, Math.min(rows - 1, nextRow)),
    frame: Math.max(0, Math.min(frames - 1, nextFrame)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(row + 1, frame);
    case 'ArrowDown':
      return to(row - 1, frame);
    case 'ArrowLeft':
      return to(row, frame - 1);
    case 'ArrowRight':
      return to(row, frame + 1);
    case 'Home':
      return to(row, 0);
    case 'End':
      return to(row, frames - 1);
    default:
      return null;
  }
}
