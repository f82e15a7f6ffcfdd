/**
 * A verdict in at most fourteen everyday words, as it stands under the picture. What is decided is verdict.ts's; here its
 * main doubt is chosen, and a sentence for it. Exact terms and every other doubt are finding.ts's.
 */
import type { LayerNulls } from '../../core/nulls/types.ts';
import type { RecordingMetadata } from '../../core/recording/types.ts';
import { type CompanionNulls, type FindingInput, frameOf } from './findingInput.ts';
import { allOf } from './findingWords.ts';
import { knownOrder } from './knownOrder.ts';
import { relabellingTests, SPACES, type Verdict, type VerdictLevel } from './verdict.ts';

/** What the sentence is chosen by. */
export interface PlainFacts {
  readonly level: VerdictLevel;
  /** What is shown is itself a control: words in shuffled order, or the embedding layer. */
  readonly shows: 'model' | 'shuffled' | 'embedding';
  readonly shuffledCloser: boolean;
  /** The embedding layer is closer than chance by the same tests. */
  readonly embeddingCloser: boolean;
  /** Something that the verdict rests on has not been drawn yet. */
  readonly waiting: boolean;
  /** Averaging with the previous word; `absent`: it cannot be drawn. */
  readonly averaging: 'beaten' | 'not-beaten' | 'absent' | 'waiting';
  readonly follows: boolean | null;
  /** The walk follows an order that the words have of their own. */
  readonly familiar: boolean;
  /** Words that have another order than the walk's lie closer along that. */
  readonly ownOrder: boolean;
  /** So few words that the smallest p they can give is not below the level. */
  readonly tooFew: boolean;
  readonly assignments: number;
  /** Every assignment of words shows it by itself. */
  readonly agreed: boolean;
}

export type Situation =
  | 'waiting' | 'no graph' | 'undefined' | 'too few' | 'none' | 'none, follows' | 'own order' | 'further'
  | 'shuffled' | 'shuffled, none' | 'embedding' | 'embedding, none'
  | 'stays shuffled' | 'already embedded' | 'averaged' | 'familiar' | 'not followed' | 'no tokens' | 'not all drawn'
  | 'one set' | 'not every set' | 'every set' | 'strong';

/** The first that holds: what undoes a finding stands before what limits it. */
export function situationOf(facts: PlainFacts): Situation {
  const { level, shows, averaging, follows } = facts;
  if (level === 'undefined') return 'undefined';
  if (level === 'further') return 'further';
  if (level === 'none') {
    if (shows !== 'model') return `${shows}, none`;
    if (facts.tooFew) return 'too few';
    if (facts.ownOrder) return 'own order';
    return follows === true ? 'none, follows' : 'none';
  }
  if (shows !== 'model') return shows;
  if (facts.shuffledCloser) return 'stays shuffled';
  if (averaging === 'not-beaten') return 'averaged';
  if (facts.embeddingCloser) return 'already embedded';
  if (facts.familiar) return 'familiar';
  if (follows === false) return 'not followed';
  if (facts.waiting || averaging === 'waiting') return 'not all drawn';
  if (level === 'strong') return 'strong';
  if (averaging === 'absent') return 'no tokens';
  if (facts.assignments === 1) return 'one set';
  return facts.agreed ? 'every set' : 'not every set';
}

/** How the graph of a walk is spoken of. */
interface ShapeWords {
  /** At the head of a sentence: what the words are. */
  readonly like: string;
  /** After "No". */
  readonly noun: string;
}

const SHAPES: Readonly<Record<string, ShapeWords>> = {
  ring: { like: 'Ring-shaped', noun: 'ring' },
  grid: { like: 'Grid-shaped', noun: 'grid' },
  hex: { like: 'Honeycomb-shaped', noun: 'honeycomb' },
  hexagonal: { like: 'Honeycomb-shaped', noun: 'honeycomb' },
  weekdays: { like: 'Ordered as walked', noun: 'walked order' },
};

const ANY_SHAPE: ShapeWords = { like: 'Shaped like the graph', noun: 'graph' };

export const shapeWords = ({ task }: Pick<RecordingMetadata, 'task'>): ShapeWords => SHAPES[task.kind] ?? ANY_SHAPE;

const SENTENCES: Readonly<Record<Situation, (shape: ShapeWords, facts: Pick<PlainFacts, 'assignments'>) => string>> = {
  waiting: () => 'What chance would give is being drawn.',
  'no graph': () => 'This recording names no graph, so there is nothing to test.',
  undefined: () => 'Too few words occur here to tell any shape.',
  'too few': ({ noun }) => `Perhaps a ${noun}: so few words that chance cannot be ruled out.`,
  none: ({ noun }) => `No ${noun} here: random labels fit these points as well.`,
  'none, follows': ({ noun }) => `No ${noun} to see here, yet the model follows the graph.`,
  'own order': () => 'The words keep their own order; the walk has not replaced it.',
  further: () => 'Neighbours lie further apart here than chance would put them.',
  shuffled: ({ like }) => `${like} although the order was shuffled: the words alone do it.`,
  'shuffled, none': ({ noun }) => `Shuffled order, and no ${noun}, as it should be.`,
  embedding: ({ like }) => `${like} before any context: the words alone do it.`,
  'embedding, none': ({ noun }) => `No ${noun} in the embedding layer, as it should be.`,
  'stays shuffled': ({ like }) => `${like}, but it stays so when the order is shuffled.`,
  'already embedded': ({ like }) => `${like}, but the embedding layer is so before any context.`,
  averaged: ({ like }) => `${like}, but averaging neighbouring tokens alone draws it too.`,
  familiar: ({ like }) => `${like}, but that is the order the words had before.`,
  'not followed': ({ like }) => `${like}, but the model does not follow the graph here.`,
  'no tokens': ({ like }) => `${like} beyond chance; without tokens, averaging cannot be tested.`,
  'not all drawn': ({ like }) => `${like} beyond random labels; the other tests are being drawn.`,
  'one set': ({ like }) => `${like} beyond every test here, but in one set of words.`,
  'not every set': ({ like }) => `${like} here, but not in every set of words.`,
  'every set': ({ like }, { assignments }) => `${like} in ${allOf(assignments)} sets of words, with some doubts left.`,
  strong: ({ like }) => `${like} beyond every test here, and the model follows the graph.`,
};

export function plainSentence(situation: Situation, metadata: Pick<RecordingMetadata, 'task'>, facts: Pick<PlainFacts, 'assignments'> = { assignments: 1 }): string {
  return SENTENCES[situation](shapeWords(metadata), facts);
}

/** Against one null. `not-applicable`: there is no such null here, or nothing that it could explain. */
export type NullMark = 'beaten' | 'not-beaten' | 'not-applicable' | 'waiting';

export const NULL_CHIPS = ['labels', 'order', 'embedding', 'averaging'] as const;

/** The energies of one null beside the model's, in the shown components of the own PCA of each. NaN where not drawn. */
export interface NullChip {
  readonly id: (typeof NULL_CHIPS)[number];
  readonly mark: NullMark;
  /** 5 % and 95 % quantiles of what it gives. */
  readonly low: number;
  readonly high: number;
  /** Mean of the draws; of the shuffled recording and the embedding layer the energy that was measured. */
  readonly middle: number;
  readonly model: number;
}

interface Cell {
  readonly low: number;
  readonly high: number;
  readonly middle: number;
}

const NOTHING: Cell = { low: NaN, high: NaN, middle: NaN };

/** A companion at the context: its energy, what relabelling it gives, and whether it is itself closer than chance. */
function companionCell(companion: CompanionNulls | null, graph: number, context: number): (Cell & { readonly closer: boolean }) | null {
  const own = companion?.graphs[graph] ?? -1;
  if (companion === null || own === -1) return null;
  const { nulls } = companion;
  const frame = frameOf(nulls, context);
  if (frame === -1) return null;
  const at = own * nulls.frames.length + frame;
  const { low, high, observed } = nulls.shownEnergy;
  const tests = relabellingTests({ nulls, graph: own }, []).at(frame);
  return { low: low[at]!, high: high[at]!, middle: observed[at]!, closer: SPACES.some((space) => tests[space].direction === 'closer') };
}

function averagingCell({ bands, measures }: FindingInput, graph: number): Cell {
  const frame = bands === null ? -1 : frameOf(bands, measures.context);
  if (bands === null || frame === -1) return NOTHING;
  const at = graph * bands.frames.length + frame;
  const drawn = bands.nulls.filter(({ tokens, shownEnergy }) => tokens === 'previous' && shownEnergy.draws[at]! > 0).map(({ shownEnergy }) => shownEnergy);
  if (drawn.length === 0) return NOTHING;
  return { low: Math.min(...drawn.map(({ low }) => low[at]!)), high: Math.max(...drawn.map(({ high }) => high[at]!)), middle: drawn.reduce((sum, { mean }) => sum + mean[at]!, 0) / drawn.length };
}

export interface PlainVerdict {
  readonly situation: Situation;
  /** At most fourteen words. */
  readonly sentence: string;
  /** In the order of NULL_CHIPS; empty where there is no verdict. */
  readonly chips: readonly NullChip[];
}

/**
 * @param at the cell of the walk's graph and this frame in [G, F] of `nulls`
 * @param layer the layer shown
 */
export function plainVerdict(input: FindingInput, nulls: LayerNulls, at: number, verdict: Verdict): PlainVerdict {
  const { metadata, measures, bands } = input;
  const graph = Math.floor(at / nulls.frames.length);
  const found = verdict.level === 'strong' || verdict.level === 'pooled' || verdict.level === 'single';
  const order = companionCell(input.shuffled, graph, measures.context);
  const embedding = companionCell(input.embedding, graph, measures.context);
  const { previous } = verdict.beyond;
  const averaging = metadata.windows === 'fixed' ? 'absent' : bands === null ? 'waiting' : previous === null ? 'absent' : SPACES.some((space) => previous[space]) ? 'beaten' : 'not-beaten';
  const shows = metadata.task.sampler === 'shuffled' ? 'shuffled' : nulls.settings.layer === 0 && metadata.model.layers > 0 ? 'embedding' : 'model';
  const facts: PlainFacts = {
    level: verdict.level,
    shows,
    shuffledCloser: verdict.shuffledCloser,
    embeddingCloser: embedding?.closer ?? false,
    waiting: (input.waiting ?? []).length > 0,
    averaging,
    follows: verdict.follows,
    familiar: verdict.familiar,
    ownOrder: ownOrderCloser(input, nulls, at),
    tooFew: SPACES.every((space) => nulls.distinct[at]! > 0 && verdict.relabelling[space].p <= LEAST_OF_FEW / nulls.distinct[at]!),
    assignments: verdict.assignments,
    agreed: SPACES.some((space) => verdict.relabelling[space].agreeing === verdict.assignments),
  };
  const situation = situationOf(facts);
  const { low, high, mean, observed } = nulls.shownEnergy;
  const model = observed[at]!;
  const against = (mark: NullMark): NullMark => (found ? mark : 'not-applicable');
  const companion = (id: 'order' | 'embedding', cell: { readonly closer: boolean } | null, closer: boolean): NullMark =>
    input.waiting?.includes(id) === true ? 'waiting' : cell === null ? 'not-applicable' : against(closer ? 'not-beaten' : 'beaten');
  const chips: readonly NullChip[] = [
    { id: 'labels', mark: verdict.level === 'undefined' ? 'not-applicable' : found ? 'beaten' : 'not-beaten', low: low[at]!, high: high[at]!, middle: mean[at]!, model },
    { id: 'order', mark: companion('order', order, verdict.shuffledCloser), ...(order ?? NOTHING), model },
    { id: 'embedding', mark: companion('embedding', embedding, facts.embeddingCloser), ...(embedding ?? NOTHING), model },
    { id: 'averaging', mark: averaging === 'waiting' ? 'waiting' : averaging === 'absent' ? 'not-applicable' : against(averaging), ...averagingCell(input, graph), model },
  ];
  return { situation, sentence: plainSentence(situation, metadata, facts), chips };
}

/** p of few words, in units of the least that they can give: (1 + atMost) / (1 + draws) stays a little above it. */
const LEAST_OF_FEW = 1.2;

function ownOrderCloser({ metadata }: FindingInput, nulls: LayerNulls, at: number): boolean {
  const order = knownOrder(metadata);
  if (order === null || order.graph === -1 || order.walked) return false;
  const F = nulls.frames.length;
  return nulls.shownEnergy.observed[order.graph * F + (at % F)]! < nulls.shownEnergy.observed[at]!;
}
