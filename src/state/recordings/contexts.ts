/** The contexts of a recording in tokens, the layer it opens on, and whether its tokens are counted. */
import type { RecordingInfo, RecordingMetadata } from '../../core/recording/types.ts';

/** Playing asks at every repaint. */
const known = new WeakMap<readonly number[], readonly number[]>();

/** Context length of every frame, ascending: the end of every segment. */
export function frameContexts({ segments }: Pick<RecordingMetadata, 'segments'>): readonly number[] {
  const contexts = known.get(segments) ?? segments.slice(1);
  known.set(segments, contexts);
  return contexts;
}

/** Index of the frame nearest to a context in tokens, the earlier of two equally near; null = the last frame. */
export function nearestFrame(contexts: readonly number[], context: number | null): number {
  if (context === null) return contexts.length - 1;
  let best = 0;
  for (let frame = 1; frame < contexts.length; frame++) {
    if (Math.abs(contexts[frame]! - context) < Math.abs(contexts[best]! - context)) best = frame;
  }
  return best;
}

// Which layer a recording opens on.

/**
 * Share of the depth at which a recording opens: 15 of 18 in Gemma-3-270M, 26 of 32 in the paper's Llama-3.1-8B. A
 * default that tends to show the effect early, not a claim that this layer is the one that matters.
 */
const DEFAULT_DEPTH = 5 / 6;

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

// Does a recording say how many tokens are behind a point, or only whether the word occurs?

/** False where the file has fixed its windows and its counts are no more than 0 and 1, for missing and present. */
export function tokenCountsKnown({ metadata, counts }: Pick<RecordingInfo, 'counts'> & { readonly metadata: Pick<RecordingInfo['metadata'], 'windows'> }): boolean {
  return metadata.windows !== 'fixed' || counts.some((count) => count > 1);
}
