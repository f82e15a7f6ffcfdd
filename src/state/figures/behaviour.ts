/** How well the model follows the graph in a window of tokens, beside predictors that need no geometry. */
import { accuracyCurve } from '../../core/analysis/accuracyCurve.ts';
import type { MemoryBaselines } from '../../core/baselines/memoryBaselines.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import type { Behaviour } from './verdict.ts';

/**
 * Means over the unmasked positions [start, end) of all sequences. Null where no position has an accuracy: the shuffled
 * control, and files without sequences.
 */
export function behaviourIn({ accuracy, metadata }: Pick<RecordingInfo, 'accuracy' | 'metadata'>, baselines: Pick<MemoryBaselines, 'unigram' | 'bigram'>, start: number, end: number): Behaviour | null {
  const { length, chanceLevel } = metadata.task;
  if (accuracy.length === 0 || accuracy.length !== baselines.unigram.length) return null;
  const over = (values: Float32Array) => accuracyCurve(values, length, [{ start, end }]);
  const [model, unigram, bigram] = [over(accuracy), over(baselines.unigram), over(baselines.bigram)];
  if (Number.isNaN(model.mean[0]!)) return null;
  const follows = [...model.perSequence].every((own, r) => Number.isNaN(own) || (own > unigram.perSequence[r]! && own > (chanceLevel ?? 0)));
  return { accuracy: model.mean[0]!, unigram: unigram.mean[0]!, bigram: bigram.mean[0]!, chance: chanceLevel, follows };
}
