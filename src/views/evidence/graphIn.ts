/** Index of a graph among those of a control, which may be of another recording; -1 when that has none of this id. */
import type { ControlsResult } from '../../state/evidence/evidenceStore.ts';

export function graphIn({ graphs }: Pick<ControlsResult, 'graphs'>, id: string): number {
  return graphs.findIndex((graph) => graph.id === id);
}
