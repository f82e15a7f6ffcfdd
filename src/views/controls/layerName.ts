/**
 * The name of a recorded hidden state: 0 is the embedding, the last one is read after the final norm.
 * `blocks` is the number of transformer blocks of the model; 0 = not stated.
 */
export function layerName(layer: number, blocks: number): string {
  if (blocks === 0) return `layer ${layer}`;
  if (layer === 0) return 'embedding';
  if (layer === blocks) return `layer ${layer}, after the final norm`;
  return `layer ${layer} of ${blocks}`;
}

/** The same in a few characters, for panel headers. */
export function shortLayerName(layer: number, blocks: number): string {
  if (layer === 0 && blocks !== 0) return 'embedding';
  return layer === blocks && blocks !== 0 ? `layer ${layer} (final norm)` : `layer ${layer}`;
}
