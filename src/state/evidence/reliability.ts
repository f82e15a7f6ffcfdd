/** How far the sequences of the shown layer agree, and its figures across them. */
import type { LayerReliability } from '../../core/reliability/types.ts';
import type { RecordingGraph, RecordingMetadata } from '../../core/recording/types.ts';
import { windowCode } from '../view/viewFields.ts';
import { absent, ALWAYS, run, type Piece } from './piece.ts';

/** Resamples of the sequences behind every interval. */
export const SEQUENCE_DRAWS = 999;

/** One layer's figures over its sequences, with what they were computed for. */
export interface ReliabilityResult {
  readonly recordingId: string;
  readonly layer: number;
  /** In the order of the figures' graphs. */
  readonly graphs: readonly RecordingGraph[];
  readonly reliability: LayerReliability;
}

/** Why how far the sequences of a layer agree cannot be told, or null where it can. */
function absence({ layersBySequence = [], task }: RecordingMetadata, layer: number): string | null {
  if (layersBySequence.length === 0) return 'This recording does not keep its sequences apart, so how far they agree cannot be told.';
  if (!layersBySequence.includes(layer)) return `Sequences are kept apart in layer ${layersBySequence.join(', ')} alone.`;
  return task.sequences < 2 ? 'There is one sequence, and nothing to compare it with.' : null;
}

export const reliability: Piece<ReliabilityResult> = {
  name: 'reliability',
  lane: 'nulls',
  shown: ALWAYS,
  wish({ panel, view, metadata, tools: { client, keyOf, ask } }) {
    const { recordingId, layer, axes } = panel;
    const note = absence(metadata, layer);
    if (note !== null) return absent(note);
    const options = { draws: SEQUENCE_DRAWS, seed: view.seed };
    const pair: [number, number] = [axes[0], axes[1]];
    return run({
      key: keyOf('reliability', recordingId, layer, windowCode(view.window), pair, options),
      async run(tools) {
        const settings = { layer, window: view.window, pair };
        const [value, { info }] = await ask(recordingId, 'resamples', tools, ({ handle }, call) =>
          client.run('reliability', { handle, settings, options }, { ...call, aside: 'anything' }),
        );
        return { recordingId, layer, graphs: info.metadata.graphs, reliability: value };
      },
    });
  },
};
