/** Which buffers of a result may be handed over to the page. */
import type { LayerAnalysis } from '../core/analysis/types.ts';

/** Every distinct buffer of the result's own arrays. The analysis is made anew for each request, so none is kept here. */
export function arrayBuffersOf(analysis: LayerAnalysis): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(analysis) as unknown[]) {
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  }
  return [...buffers];
}
