/** What memory alone would predict along the recorded walks of the focus recording. */
import type { MemoryBaselines } from '../../core/baselines/memoryBaselines.ts';
import { absent, ALWAYS, run, type Piece } from './piece.ts';

export interface BaselinesResult {
  readonly recordingId: string;
  readonly baselines: MemoryBaselines;
}

export const baselines: Piece<BaselinesResult> = {
  name: 'baselines',
  lane: 'quick',
  shown: ALWAYS,
  wish({ panel: { recordingId }, focus, tools: { client, keyOf, ask } }) {
    if (focus.info.tokens.length === 0) return absent('This recording holds no sequences of words, so there is nothing to remember.');
    return run({
      key: keyOf('baselines', recordingId),
      async run(tools) {
        const [value] = await ask(recordingId, 'baselines', tools, ({ handle }, options) => client.run('baselines', { handle }, options));
        return { recordingId, baselines: value };
      },
    });
  },
};
