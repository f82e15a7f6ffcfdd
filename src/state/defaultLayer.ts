/** Which layer a recording opens on. */

/**
 * Share of the depth at which a recording opens: 15 of 18 in Gemma-3-270M, 26 of 32 in the paper's Llama-3.1-8B. A
 * default that tends to show the effect early, not a claim that this layer is the one that matters.
 */
export const DEFAULT_DEPTH = 5 / 6;

/** The recorded layer nearest to a depth given as a share of the model's layers; the shallower of two equally near. */
export function layerAtDepth(layers: readonly number[], modelLayers: number, depth: number): number {
  const wanted = depth * modelLayers;
  const nearest = layers.reduce((best, layer) => (Math.abs(layer - wanted) < Math.abs(best - wanted) ? layer : best), layers[0] ?? 0);
  return nearest;
}

export function defaultLayer(recording: { readonly layers: readonly number[]; readonly model: { readonly layers: number } }): number {
  // A file that does not state its blocks has at least those it recorded.
  return layerAtDepth(recording.layers, recording.model.layers || (recording.layers.at(-1) ?? 0), DEFAULT_DEPTH);
}
