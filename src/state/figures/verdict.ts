/**
 * What the nulls say of one frame, decided in one place: which tests it passes after correction, and how strong the verdict
 * may be called. Decision 16 in docs/decisions says why; the words for it are in finding.ts.
 */
import { benjaminiYekutieli, fisherP } from '../../core/nulls/falseDiscovery.ts';
import type { AveragedTokens, AveragingBand, AveragingBands, LayerNulls, NullTable } from '../../core/nulls/types.ts';

/** False discovery rate within a family of tests, and the level that a single assignment of words must reach by itself. */
export const LEVEL = 0.05;

/** The spaces in which words are compared: the shown components of the frame's own PCA, and all dimensions. */
export const SPACES = ['shown', 'full'] as const;
export type Space = (typeof SPACES)[number];
export type PerSpace<T> = Readonly<Record<Space, T>>;

/** Relabellings of one recording, in the own PCA of each frame. */
export interface Relabelled {
  readonly nulls: LayerNulls;
  /** Index there of the graph of the walk; -1 where it has none such. */
  readonly graph: number;
}

/** How well the model follows the graph in the tokens of the frame's window, beside what needs no geometry. */
export interface Behaviour {
  readonly accuracy: number;
  /** Words weighed by how often they have occurred; successors seen so far. */
  readonly unigram: number;
  readonly bigram: number;
  /** As the file states it; null where it does not. */
  readonly chance: number | null;
  /** The accuracy is above unigram and chance in every sequence that has one. */
  readonly follows: boolean;
}

export interface VerdictInput extends Relabelled {
  /** The same task with other assignments of words. */
  readonly others: readonly Relabelled[];
  readonly bands: AveragingBands | null;
  /** The order-shuffled recording under the same view; null where there is none. */
  readonly shuffled: Relabelled | null;
  /** The walk follows an order that the words have of their own, as the calendar: never the strongest verdict. */
  readonly familiar: boolean;
}

/** One space of one frame against relabelling. */
export interface RelabellingTest {
  readonly direction: 'closer' | 'further' | 'chance' | 'undefined';
  /** Of this recording's own words; towards closer. */
  readonly p: number;
  /** Over all assignments of words (Fisher). */
  readonly pooled: number;
  /** Of the direction said, else towards closer: after Benjamini and Yekutieli over all contexts and both spaces. */
  readonly adjusted: number;
  /** Assignments, this one among them, that are closer at LEVEL by themselves. */
  readonly agreeing: number;
}

/**
 * - `strong`: everything that decision 16 asks for.
 * - `pooled`: closer over several assignments of words, each of which agrees.
 * - `single`: closer, in one assignment of words or without the others agreeing.
 */
export type VerdictLevel = 'strong' | 'pooled' | 'single' | 'further' | 'none' | 'undefined';

export interface Verdict {
  readonly level: VerdictLevel;
  readonly relabelling: PerSpace<RelabellingTest>;
  /** Assignments of words behind the pooled tests. */
  readonly assignments: number;
  /** Whether the frame lies beyond each averaging null, with every source of word vectors; null where it has not been drawn. */
  readonly beyond: Readonly<Record<AveragedTokens, PerSpace<boolean> | null>>;
  readonly follows: boolean | null;
  /** The shuffled recording is closer by the same tests at this context. */
  readonly shuffledCloser: boolean;
  readonly familiar: boolean;
}

/** Frames of the layer whose p make a family: the whole table row of one graph. */
function row(table: NullTable, graph: number, frames: number, side: 'p' | 'pAbove'): Float64Array {
  if (graph === -1) return new Float64Array(frames).fill(NaN);
  return table[side].map((p, at) => (table.draws[at] === 0 || Number.isNaN(table.observed[at]!) || Number.isNaN(table.low[at]!) ? NaN : p)).subarray(graph * frames, (graph + 1) * frames);
}

const tableOf = (nulls: LayerNulls, space: Space): NullTable => (space === 'shown' ? nulls.shownEnergy : nulls.energy);

/** [F] by space. */
type Family = PerSpace<Float64Array>;

function adjustedFamily(family: Family): Family {
  const F = family.shown.length;
  const adjusted = benjaminiYekutieli([...family.shown, ...family.full]);
  return { shown: adjusted.subarray(0, F), full: adjusted.subarray(F) };
}

const bySpace = <T>(of: (space: Space) => T): PerSpace<T> => ({ shown: of('shown'), full: of('full') });

/** Every frame of a layer against relabelling, corrected over all of them. */
export interface RelabellingTests {
  readonly assignments: number;
  at(frame: number): PerSpace<RelabellingTest>;
}

export function relabellingTests({ nulls, graph }: Relabelled, others: readonly Relabelled[]): RelabellingTests {
  const { frames } = nulls;
  const F = frames.length;
  const pooledWith = others.filter((other) => other.graph !== -1);
  /** [F] of another recording, laid on the contexts of this one. */
  const laid = (other: Relabelled, space: Space, side: 'p' | 'pAbove'): Float64Array => {
    const values = row(tableOf(other.nulls, space), other.graph, other.nulls.frames.length, side);
    return Float64Array.from(frames, ({ context }) => values[other.nulls.frames.findIndex((frame) => frame.context === context)] ?? NaN);
  };
  const sides = (side: 'p' | 'pAbove') => {
    const alone = bySpace((space) => [row(tableOf(nulls, space), graph, F, side), ...pooledWith.map((other) => laid(other, space, side))]);
    const pooled = bySpace((space) => Float64Array.from(frames, (_, f) => pooledP(alone[space].map((values) => values[f]!))));
    return { alone, pooled, adjusted: adjustedFamily(pooled) };
  };
  const [closer, further] = [sides('p'), sides('pAbove')];
  return {
    assignments: 1 + pooledWith.length,
    at: (f) =>
      bySpace((space): RelabellingTest => {
        const direction = Number.isNaN(closer.pooled[space][f]!) ? 'undefined' : closer.adjusted[space][f]! <= LEVEL ? 'closer' : further.adjusted[space][f]! <= LEVEL ? 'further' : 'chance';
        const side = direction === 'further' ? further : closer;
        return {
          direction,
          p: closer.alone[space][0]![f]!,
          pooled: closer.pooled[space][f]!,
          adjusted: side.adjusted[space][f]!,
          agreeing: side.alone[space].filter((values) => values[f]! <= LEVEL).length,
        };
      }),
  };
}

/** Of the assignments that have the frame; NaN where this recording has not. */
function pooledP(p: readonly number[]): number {
  return Number.isNaN(p[0]!) ? NaN : fisherP(p.filter((value) => !Number.isNaN(value)));
}

/**
 * By frame whether it lies beyond an averaging null: in the shown components by a lower energy, in all dimensions by a larger
 * share of the slowest mode. Beyond with every source of word vectors, the largest p of them counting; corrected over all
 * frames and both spaces. Null where the null was not drawn.
 */
export function averagingTests(bands: AveragingBands, graph: number, tokens: AveragedTokens): ((frame: number) => PerSpace<boolean>) | null {
  const nulls = bands.nulls.filter((band) => band.tokens === tokens);
  if (nulls.length === 0) return null;
  const F = bands.frames.length;
  const worst = (of: (band: AveragingBand, f: number) => number) => Float64Array.from({ length: F }, (_, f) => nulls.reduce((most, band) => Math.max(most, of(band, f)), 0));
  const family = adjustedFamily({
    shown: worst((band, f) => (band.shownEnergy.draws[graph * F + f] === 0 ? NaN : band.shownEnergy.p[graph * F + f]!)),
    full: worst((band, f) => band.spectra[f]![graph]?.pAbove[0] ?? NaN),
  });
  return (f) => bySpace((space) => family[space][f]! <= LEVEL);
}

/**
 * What the frames of a layer are told by, worked out once for all of them.
 *
 * @returns of a frame and the behaviour in its window, null while that is not known or where it cannot be
 */
export function verdicts(input: VerdictInput): (frame: number, behaviour: Behaviour | null) => Verdict {
  const { bands, graph, shuffled, nulls } = input;
  const relabelled = relabellingTests(input, input.others);
  const beyondOf = { previous: bands === null ? null : averagingTests(bands, graph, 'previous'), lags: bands === null ? null : averagingTests(bands, graph, 'lags') };
  const control = shuffled === null ? null : relabellingTests(shuffled, []);
  const sameFrame = (frames: LayerNulls['frames'], f: number): number => frames.findIndex(({ context }) => context === nulls.frames[f]!.context);
  return (f, behaviour) => {
    const relabelling = relabelled.at(f);
    const at = shuffled === null ? -1 : sameFrame(shuffled.nulls.frames, f);
    const inBand = bands === null ? -1 : sameFrame(bands.frames, f);
    const beyond = (tokens: AveragedTokens) => (inBand === -1 ? null : (beyondOf[tokens]?.(inBand) ?? null));
    const verdict = {
      relabelling,
      assignments: relabelled.assignments,
      beyond: { previous: beyond('previous'), lags: beyond('lags') },
      follows: behaviour?.follows ?? null,
      shuffledCloser: control !== null && at !== -1 && SPACES.some((space) => control.at(at)[space].direction === 'closer'),
      familiar: input.familiar,
    };
    return { ...verdict, level: levelOf(verdict) };
  };
}

function levelOf({ relabelling, assignments, beyond, follows, shuffledCloser, familiar }: Omit<Verdict, 'level'>): VerdictLevel {
  const closer = SPACES.filter((space) => relabelling[space].direction === 'closer');
  if (closer.length === 0) {
    if (SPACES.some((space) => relabelling[space].direction === 'further')) return 'further';
    return SPACES.every((space) => relabelling[space].direction === 'undefined') ? 'undefined' : 'none';
  }
  const agreed = closer.filter((space) => relabelling[space].agreeing === assignments);
  if (assignments < 2 || agreed.length === 0) return 'single';
  const everywhere = agreed.length === SPACES.length;
  const exceeds = beyond.previous !== null && (beyond.previous.shown || beyond.previous.full);
  return everywhere && exceeds && follows === true && !shuffledCloser && !familiar ? 'strong' : 'pooled';
}
