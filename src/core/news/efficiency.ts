/**
 * Data efficiency: the exposures at which fine-tuning has gone a share of the way from what the model knows with nothing in
 * context to what it knows with the news in context; and how that depends on the size of the model.
 */
import { mapSteps } from '../linalg/steps.ts';
import { conditionOf, type ValueOptions, valuesByNews } from './conditions.ts';
import { percentileInterval, ResampleDraws } from './statistics.ts';
import type { ExposureUnit, NewsResults, NewsRun } from './types.ts';

/** One model under one protocol, one column a news that has everything. */
export interface EfficiencyData {
  /** Id of the results. */
  readonly results: string;
  readonly model: string;
  /** null: the file does not say. */
  readonly parameters: number | null;
  readonly protocol: string;
  readonly unit: ExposureUnit;
  /** n ids, in the order of the file. */
  readonly news: readonly string[];
  /** S checkpoints that every run has, ascending. */
  readonly steps: readonly number[];
  /** [n] mean log p(right) with nothing in context and no adapter. */
  readonly start: Float64Array;
  /** [n] the same with the news in context. */
  readonly goal: Float64Array;
  /** [S, n] row-major: the same with nothing in context under the adapter; mean over seeds. */
  readonly logp: Float64Array;
  /** [S, n] row-major: exposures from the start of training; mean over seeds. */
  readonly exposures: Float64Array;
}

/** Why there is no figure, as a sentence. */
export interface Refusal {
  readonly refused: string;
}

export interface Efficiency {
  readonly data: EfficiencyData;
  /** Of the way from start to goal. */
  readonly share: number;
  /** Means over news: where it starts, where the news in context would bring it, and what counts as reached. */
  readonly start: number;
  readonly goal: number;
  readonly wanted: number;
  /** [S] means over news at each checkpoint. */
  readonly logp: Float64Array;
  readonly exposures: Float64Array;
  /** Exposures at which `wanted` is reached; 0: before the first checkpoint that counts any; Infinity: at none. */
  readonly reachedAt: number;
  /** 95 % bootstrap interval over news, in the same terms: Infinity leaves it open at that end. */
  readonly low: number;
  readonly high: number;
  /** Share of the resamples that reach it. */
  readonly reaching: number;
  /** [10,000] `reachedAt` of every resample. */
  readonly resampled: Float64Array;
}

/** What is asked: which news, beside model and protocol. */
export type EfficiencyOptions = Pick<ValueOptions, 'domains' | 'kinds' | 'withoutFlagged'>;

/** What the efficiency of a protocol is computed of, or why it cannot be. */
export function efficiencyData(results: NewsResults, protocol: string, unit: ExposureUnit, options: EfficiencyOptions = {}): EfficiencyData | Refusal {
  const runs = results.runs.filter((run) => run.protocol === protocol);
  if (runs.length === 0) return { refused: `Nothing was trained on ${protocol} here.` };
  if (results.protocols.some(({ id, scope }) => id === protocol && scope === 'joint')) return { refused: `Under ${protocol} one adapter learned all news, so exposures to one of them are not counted.` };
  const steps = runs[0]!.checkpoints.map(({ step }) => step).filter((step) => runs.every(({ checkpoints }) => checkpoints.some((mark) => mark.step === step)));
  if (steps.length < 2) return { refused: `The runs of ${protocol} have fewer than two checkpoints in common.` };
  if (runs.some(({ checkpoints }) => checkpoints.some((mark) => steps.includes(mark.step) && mark[unit] === null))) return { refused: `The runs of ${protocol} do not count ${unit === 'step' ? 'steps' : unit}.` };
  const start = valuesByNews(results, conditionOf(null, 'none'), 'logp', options);
  const goal = valuesByNews(results, conditionOf(null, 'own'), 'logp', options);
  const condition = conditionOf(protocol, 'none');
  const path = steps.map((step) => valuesByNews(results, condition, 'logp', { ...options, step }));
  const news = start.news.filter((id) => [goal, ...path].every((column) => column.news.includes(id)));
  if (news.length === 0) return { refused: `No news has scores with nothing in context, in context and under ${protocol}.` };
  const column = (from: typeof start) => news.map((id) => from.values[from.news.indexOf(id)]!);
  return {
    results: results.id,
    model: results.model.id,
    parameters: results.model.parameters,
    protocol,
    unit,
    news,
    steps,
    start: Float64Array.from(column(start)),
    goal: Float64Array.from(column(goal)),
    logp: Float64Array.from(path.flatMap(column)),
    exposures: Float64Array.from(steps.flatMap((step) => news.map((id) => meanExposures(runs.filter((run) => run.news === id), step, unit)))),
  };
}

function meanExposures(runs: readonly NewsRun[], step: number, unit: ExposureUnit): number {
  const counts = runs.map(({ checkpoints }) => checkpoints.find((mark) => mark.step === step)![unit]!);
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

/**
 * Where the mean log p first reaches the wanted one, linear in the logarithm of exposures between the two checkpoints; with
 * its interval over news. A resample in which the news in context do not help counts as one that never reaches it. Yields
 * between pieces of work.
 */
export function* efficiency(data: EfficiencyData, share = 0.5, draws = new ResampleDraws()): Generator<void, Efficiency | Refusal> {
  const n = data.news.length;
  const S = data.steps.length;
  const means = new EfficiencyMeans(data, share);
  means.over(null);
  const { start, goal, wanted } = means;
  if (goal <= start) return { refused: 'The news in context do not help this model, so there is no way to go.' };
  const observed = { logp: means.logp.slice(), exposures: means.exposures.slice(), reachedAt: means.reachedAt() };
  const rows = draws.of(n);
  const resampled = new Float64Array(rows.length / n);
  for (let b = 0; b < resampled.length; b++) {
    means.over(rows.subarray(b * n, (b + 1) * n));
    resampled[b] = means.goal > means.start ? means.reachedAt() : Infinity;
    if (b % Math.ceil(1e6 / (n * S)) === 0) yield;
  }
  const reaching = resampled.reduce((sum, at) => sum + (at < Infinity ? 1 : 0), 0) / resampled.length;
  return { data, share, start, goal, wanted, ...observed, ...percentileInterval(resampled.slice()), reaching, resampled };
}

/** Means over news, or over a resample of them, and where they reach what is wanted. */
class EfficiencyMeans {
  start = NaN;
  goal = NaN;
  wanted = NaN;
  readonly logp: Float64Array;
  readonly exposures: Float64Array;
  readonly #data: EfficiencyData;
  readonly #share: number;

  constructor(data: EfficiencyData, share: number) {
    this.#data = data;
    this.#share = share;
    this.logp = new Float64Array(data.steps.length);
    this.exposures = new Float64Array(data.steps.length);
  }

  /** @param rows news that count, null: each once */
  over(rows: Uint16Array | null): void {
    const { start, goal, logp, exposures, news } = this.#data;
    const n = news.length;
    const mean = (values: Float64Array, from: number): number => {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += values[from + (rows === null ? j : rows[j]!)]!;
      return sum / n;
    };
    this.start = mean(start, 0);
    this.goal = mean(goal, 0);
    this.wanted = this.start + this.#share * (this.goal - this.start);
    for (let s = 0; s < this.logp.length; s++) {
      this.logp[s] = mean(logp, s * n);
      this.exposures[s] = mean(exposures, s * n);
    }
  }

  reachedAt(): number {
    return reachedAt(this.logp, this.exposures, this.wanted);
  }
}

/**
 * Exposures at which a path first rises to `wanted`, linear in the logarithm of exposures; 0 where it does before the first
 * checkpoint with any, or begins there; Infinity where it never does.
 */
export function reachedAt(logp: Float64Array, exposures: Float64Array, wanted: number): number {
  if (logp[0]! >= wanted) return 0;
  for (let s = 1; s < logp.length; s++) {
    if (logp[s]! < wanted) continue;
    const before = exposures[s - 1]!;
    if (before <= 0) return 0;
    const part = (wanted - logp[s - 1]!) / (logp[s]! - logp[s - 1]!);
    return before * (exposures[s]! / before) ** part;
  }
  return Infinity;
}

/** Power law of exposures in parameters, through the models' own points. */
export interface SizeTrend {
  /** Of log exposures on log parameters: -1 means that ten times as many parameters need a tenth of the exposures. */
  readonly slope: number;
  /** 95 % over resamples of the news, NaN where fewer than 95 % of them give a slope. */
  readonly low: number;
  readonly high: number;
  /** Models in it. */
  readonly models: number;
}

const FEWEST_MODELS = 3;
const COVERAGE = 0.95;

/** The slope over models that reach the share, or why there is none. Resample b of every model is of the same draws. */
export function sizeTrend(models: readonly (Efficiency | Refusal)[]): SizeTrend | Refusal {
  const counted = models.filter((model): model is Efficiency => !('refused' in model) && model.data.parameters !== null && model.reachedAt > 0 && model.reachedAt < Infinity);
  const sizes = new Set(counted.map(({ data }) => data.parameters));
  if (sizes.size < FEWEST_MODELS) {
    const have = sizes.size === 0 ? 'none' : sizes.size === 1 ? 'one' : 'two';
    return { refused: `How size matters can be said from three sizes of model on; here ${have} ${sizes.size === 1 ? 'reaches' : 'reach'} the share between two checkpoints.` };
  }
  const x = counted.map(({ data }) => Math.log(data.parameters!));
  const slope = slopeOf(x, counted.map(({ reachedAt: at }) => Math.log(at)));
  const draws = Math.min(...counted.map(({ resampled }) => resampled.length));
  const slopes = Float64Array.from({ length: draws }, (_, b) => slopeOf(x, counted.map(({ resampled }) => Math.log(resampled[b]!)))).filter(Number.isFinite);
  const interval = slopes.length < COVERAGE * draws ? { low: NaN, high: NaN } : percentileInterval(slopes);
  return { slope, ...interval, models: counted.length };
}

/** Least squares. Not finite where a y is not. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  return x.reduce((sum, value, at) => sum + (value - mx) * (y[at]! - my), 0) / x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
}

export interface NewsEfficiencyInput {
  readonly models: readonly EfficiencyData[];
  readonly share: number;
}

export interface NewsEfficiency {
  /** In the order asked. */
  readonly models: readonly (Efficiency | Refusal)[];
  readonly trend: SizeTrend | Refusal;
}

/** Every model's efficiency and the trend over them. Throws RangeError on a share outside 0 to 1. */
export function* newsEfficiency({ models, share }: NewsEfficiencyInput): Generator<{ readonly done: number; readonly total: number }, NewsEfficiency> {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share of ${share}, expected above 0 and at most 1`);
  const found: (Efficiency | Refusal)[] = [];
  const draws = new ResampleDraws();
  for (const data of models) found.push(yield* mapSteps(efficiency(data, share, draws), () => ({ done: found.length, total: models.length })));
  yield { done: models.length, total: models.length };
  return { models: found, trend: sizeTrend(found) };
}
