/**
 * The name of a recorded hidden state: 0 is the embedding, the last one is read after the final norm.
 * `blocks` is the number of transformer blocks of the model.
 */
export function layerName(layer: number, blocks: number): string {
  if (layer === 0) return 'embedding';
  if (layer === blocks) return `layer ${layer}, after the final norm`;
  return `layer ${layer} of ${blocks}`;
}

/** The same in a few characters, for panel headers. */
export function shortLayerName(layer: number, blocks: number): string {
  if (layer === 0) return 'embedding';
  return layer === blocks ? `layer ${layer} (final norm)` : `layer ${layer}`;
}
