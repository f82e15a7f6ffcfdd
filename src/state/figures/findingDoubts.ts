/** What speaks against making more of a frame, one sentence each. */
import type { LayerNulls } from '../../core/nulls/types.ts';
import type { CursorMeasures } from './cursorMeasures.ts';
import { type CompanionNulls, type FindingInput, frameOf } from './findingInput.ts';
import { componentsName, pText, two } from './findingWords.ts';
import { orderSentences } from './knownOrder.ts';
import { relabellingTests, SPACES, type Verdict } from './verdict.ts';

/** @param at the cell of the walk's graph and this frame in [G, F] */
export function findingDoubts(input: FindingInput, nulls: LayerNulls, at: number, verdict: Verdict): readonly string[] {
  const { measures } = input;
  const found = verdict.level === 'strong' || verdict.level === 'pooled' || verdict.level === 'single';
  return [
    ...orderSentences(input),
    ...assignmentDoubt(input, verdict, found || verdict.level === 'further'),
    ...relabellingDoubt(nulls, at),
    ...(found ? degreeDoubt(nulls, at) : []),
    ...averagingDoubt(input, verdict, found),
    ...behaviourDoubt(input, verdict, found),
    ...closerGraphs(nulls, at, measures),
    ...companionDoubts(input),
    ...frameDoubts(measures),
    ...(found ? ['This is one frame of one layer: see whether other contexts and layers agree.'] : []),
  ];
}

/** Relabelling within one assignment of words cannot tell the graph from what these words are by themselves. */
function assignmentDoubt({ assignments }: FindingInput, { assignments: count, relabelling }: Verdict, found: boolean): readonly string[] {
  if (!found) return [];
  if (assignments === null) return ['Other assignments of words have not been drawn yet.'];
  if (count === 1) return ['One assignment of words: words that are alike by themselves and happen to be neighbours would look the same.'];
  const most = Math.max(...SPACES.map((space) => relabelling[space].agreeing));
  return most === count ? [] : [`Only ${most} of ${count} assignments of words show it by themselves.`];
}

/** Few words have few relabellings that differ, and p cannot be smaller than one of them. */
function relabellingDoubt({ distinct, present, frames }: LayerNulls, at: number): readonly string[] {
  const different = distinct[at]!;
  const words = present[at % frames.length]!;
  if (different === 0 || words < 2) return [];
  const count = different === 1 ? 'only 1 distinct relabelling' : `only ${different} distinct relabellings`;
  return [`${words} words on this graph have ${count}: no p below ${pText(1 / different)} is possible in one assignment of words.`];
}

function degreeDoubt(nulls: LayerNulls, at: number): readonly string[] {
  const [low, energy] = [nulls.shownRewired.low[at]!, nulls.shownEnergy.observed[at]!];
  if (!Number.isFinite(low) || !Number.isFinite(energy) || energy < low) return [];
  return ['Random graphs with the same degrees fit as well: it need not be this graph.'];
}

function averagingDoubt({ metadata, bands }: FindingInput, { beyond }: Verdict, found: boolean): readonly string[] {
  if (metadata.windows === 'fixed') return ['What mixing neighbouring words alone would give cannot be drawn: the file does not say which tokens its windows hold.'];
  if (bands === null) return ['Averaging only has not been drawn yet.'];
  if (!found) return [];
  const nowhere = (tokens: 'previous' | 'lags') => beyond[tokens] !== null && SPACES.every((space) => !beyond[tokens]![space]);
  return [
    ...(nowhere('previous') ? ['Averaging each word with the one before it, which learns nothing, brings them as close.'] : []),
    ...(nowhere('lags') ? ['An average of the last eight words, with weights fitted to this very frame, gives as much.'] : []),
  ];
}

function behaviourDoubt({ behaviour }: FindingInput, { follows }: Verdict, found: boolean): readonly string[] {
  if (!found || behaviour === null) return [];
  const { accuracy, unigram, bigram, chance } = behaviour;
  if (follows === false) return [`The model does not follow the graph here: accuracy ${two(accuracy)}, word frequencies alone ${two(unigram)}${chance === null ? '' : `, chance ${two(chance)}`}.`];
  return accuracy <= bigram ? [`Recalling the successors seen so far would be as accurate (${two(bigram)} against ${two(accuracy)}): the accuracy needs no geometry.`] : [];
}

/** Graphs that the picture fits better than its own. */
function closerGraphs(nulls: LayerNulls, at: number, { graphs }: CursorMeasures): readonly string[] {
  const F = nulls.frames.length;
  const own = Math.floor(at / F);
  const energyOf = (g: number): number => nulls.shownEnergy.observed[g * F + (at % F)]!;
  return graphs.flatMap(({ title }, g) => (g !== own && energyOf(g) < energyOf(own) ? [`The words lie closer along ${title} (energy ${two(energyOf(g))} against ${two(energyOf(own))}).`] : []));
}

function companionDoubts({ measures, metadata, axes, embedding, shuffled, absent }: FindingInput): readonly string[] {
  const own = metadata.graphs.findIndex(({ role }) => role === 'context');
  const line = (companion: CompanionNulls | null, name: string): readonly string[] => {
    const graph = companion?.graphs[own] ?? -1;
    if (companion === null || graph === -1) return [];
    const { nulls } = companion;
    const frame = frameOf(nulls, measures.context);
    if (frame === -1) return [];
    const at = graph * nulls.frames.length + frame;
    const { direction } = relabellingTests({ nulls, graph }, []).at(frame).shown;
    if (direction === 'undefined') return [];
    const standing = direction === 'closer' ? 'already closer than chance' : direction === 'further' ? 'already further apart than chance' : 'not closer than chance';
    const full = nulls.energy.observed[at]!;
    return [
      `${name} has an energy of ${two(nulls.shownEnergy.observed[at]!)} in its own ${componentsName(axes)}: ${standing}${Number.isFinite(full) ? `; ${two(full)} in all dimensions` : ''}.`,
    ];
  };
  return [...line(embedding, 'The embedding layer'), ...line(shuffled, 'The order-shuffled recording'), ...absent];
}

export function frameDoubts({ missing, between, context, capturedVariance, graphs }: CursorMeasures): readonly string[] {
  const words = missing.length === 1 ? '1 word does' : `${missing.length} words do`;
  return [
    ...(missing.length > 0 && graphs.length > 0 ? [`${words} not occur in the window and ${missing.length === 1 ? 'is' : 'are'} left out.`] : []),
    ...(between ? [`The figures are those of the recorded context of ${context} tokens, the last before the cursor.`] : []),
    ...(capturedVariance < 0.5 ? [`The shown components hold ${two(capturedVariance)} of the variance that the same components of the frame's own PCA hold.`] : []),
  ];
}
