/** Warnings, in words, that shown axes rest on nearly repeated eigenvalues. */
import type { LayerAnalysis } from '../core/analysis/types.ts';

/** Runs of components whose neighbouring eigenvalues nearly repeat, each as [first, last], 0-based. */
export function degenerateRuns(analysis: LayerAnalysis, frame: number): readonly (readonly [first: number, last: number])[] {
  const { components: K, degenerate } = analysis;
  const runs: (readonly [number, number])[] = [];
  let first = 0;
  for (let k = 0; k < K; k++) {
    if (degenerate[frame * K + k] === 1 && k < K - 1) continue;
    if (k > first) runs.push([first, k]);
    first = k + 1;
  }
  return runs;
}

function listed(numbers: readonly number[]): string {
  return numbers.length < 2 ? String(numbers[0]) : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

/** One sentence for every run that a shown component belongs to; what it means depends on whether all of the run is shown. */
export function degenerateNotes(analysis: LayerAnalysis, frame: number, axes: readonly number[]): readonly string[] {
  return degenerateRuns(analysis, frame)
    .filter(([first, last]) => axes.some((k) => k >= first && k <= last))
    .map(([first, last]) => {
      const run = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      const all = run.every((k) => axes.includes(k));
      const effect = all
        ? 'the shown space is fixed, but its axes may turn freely'
        : 'they may turn into one another, so what is shown of them depends on chance';
      return `Components ${listed(run.map((k) => k + 1))} have nearly equal eigenvalues: ${effect}.`;
    });
}
