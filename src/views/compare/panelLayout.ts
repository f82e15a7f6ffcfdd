/** Rows and columns of the panels on the stage. */

export interface PanelLayout {
  readonly columns: number;
  readonly rows: number;
}

/** `narrow`: a single-column page, where two panels stand side by side at most. `count` is 1 to 8. */
export function panelLayout(count: number, narrow: boolean): PanelLayout {
  const columns = narrow ? Math.min(count, 2) : count <= 2 ? count : count <= 4 ? 2 : count <= 6 ? 3 : 4;
  const used = Math.max(1, columns);
  return { columns: used, rows: Math.max(1, Math.ceil(count / used)) };
}
