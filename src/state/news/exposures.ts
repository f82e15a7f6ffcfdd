/** The axis of training: the stops of a protocol, and how much of its data had been seen at each. */
import { checkpointAt } from '../../core/news/conditions.ts';
import type { ExposureUnit, NewsProtocol, NewsResults, NewsRun } from '../../core/news/types.ts';

export function runsOf({ runs }: Pick<NewsResults, 'runs'>, protocol: string): readonly NewsRun[] {
  return runs.filter((run) => run.protocol === protocol);
}

/** The protocol in focus: the chosen one where the file has runs of it, else the first with runs; null without runs. */
export function chosenProtocol(results: NewsResults, chosen: string | null): NewsProtocol | null {
  const trained = results.protocols.filter(({ id }) => results.runs.some(({ protocol }) => protocol === id));
  return trained.find(({ id }) => id === chosen) ?? trained[0] ?? null;
}

/** Steps at which every run of the protocol was read, ascending. */
export function protocolStops(results: NewsResults, protocol: string): readonly number[] {
  const [first, ...others] = runsOf(results, protocol);
  if (first === undefined) return [];
  return first.checkpoints.map(({ step }) => step).filter((step) => others.every(({ checkpoints }) => checkpoints.some((mark) => mark.step === step)));
}

/** Mean over the protocol's runs of what each had seen at a step; NaN where the file does not count it. */
export function exposuresAt(results: NewsResults, protocol: string, step: number, unit: ExposureUnit): number {
  if (unit === 'step') return step;
  const counts = runsOf(results, protocol).map((run) => checkpointAt(run, step)?.[unit] ?? null);
  if (counts.length === 0 || counts.includes(null)) return NaN;
  return counts.reduce<number>((sum, count) => sum + count!, 0) / counts.length;
}

/** The stop at or before a place in training; null: the last. */
export function stopAt(stops: readonly number[], place: number | null): number | null {
  if (place === null) return stops.at(-1) ?? null;
  return stops.findLast((stop) => stop <= place) ?? stops[0] ?? null;
}
