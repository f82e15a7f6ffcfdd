/** Which pair of components holds which graph: sentences on R2, with what the nulls and controls give of the same. */
import { benjaminiYekutieli } from '../../core/nulls/falseDiscovery.ts';
import type { AveragingBand, LayerNulls } from '../../core/nulls/types.ts';
import { type CompanionNulls, type FindingInput, frameOf } from './findingInput.ts';
import { componentsName, rangeText, two } from './findingWords.ts';
import { LEVEL } from './verdict.ts';

export interface PairFit {
  readonly r2: number;
  /** 95 % quantile under relabelling. */
  readonly high: number;
  /** Corrected over every pair, graph and context of the layer. */
  readonly adjusted: number;
}

type Pair = readonly [number, number];

const corrected = new WeakMap<LayerNulls, Float64Array>();

function adjustedOf(nulls: LayerNulls): Float64Array {
  const known = corrected.get(nulls) ?? benjaminiYekutieli(nulls.pairs.p);
  corrected.set(nulls, known);
  return known;
}

/** R2 of one compared pair with one graph at a context; null where it is not defined. */
function pairFit(nulls: LayerNulls, graph: number, context: number, pair: Pair): PairFit | null {
  const frame = frameOf(nulls, context);
  const index = nulls.pairs.pairs.findIndex(([a, b]) => a === pair[0] && b === pair[1]);
  if (frame === -1 || index === -1 || graph === -1) return null;
  const at = (index * nulls.graphs + graph) * nulls.frames.length + frame;
  const fit = { r2: nulls.pairs.r2[at]!, high: nulls.pairs.high[at]!, adjusted: adjustedOf(nulls)[at]! };
  return Number.isFinite(fit.r2) && Number.isFinite(fit.high) ? fit : null;
}

/** The fit if relabellings do not have as much. */
const beyond = (fit: PairFit | null): PairFit | null => (fit !== null && fit.adjusted <= LEVEL ? fit : null);

/**
 * A sentence on the graph of the walk ("PC 1-2 hold 0.93 of its two slowest modes (...)"), and one each for the reference
 * graphs that a shown pair holds beyond chance, for a pair out of sight that holds the walk's graph where no shown one does,
 * and for another graph that the pair held earlier.
 */
export function pairSentences(input: FindingInput, nulls: LayerNulls, own: number): readonly string[] {
  const { context, graphs } = input.measures;
  const compared = nulls.pairs.pairs;
  const shown = compared.filter((pair) => pair.every((axis) => input.axes.includes(axis)));
  const title = (graph: number): string => graphs[graph]!.title;
  const held = (pair: Pair, graph: number, fit: PairFit, of: string, name = componentsName(pair)): string =>
    `${name} hold ${two(fit.r2)} of ${of} (${givenText(input, pair, graph, fit)}).`;

  const walk = shown.flatMap((pair) => {
    const fit = pairFit(nulls, own, context, pair);
    if (fit === null) return [];
    if (beyond(fit) !== null) return [held(pair, own, fit, `the two slowest modes of ${title(own)}`)];
    return [`${componentsName(pair)} hold ${two(fit.r2)} of the two slowest modes of ${title(own)}, no more than relabellings may (up to ${two(fit.high)}).`];
  });
  const references = shown.flatMap((pair) =>
    graphs.flatMap((_, graph) => {
      const fit = graph === own ? null : beyond(pairFit(nulls, graph, context, pair));
      return fit === null ? [] : [held(pair, graph, fit, `the two slowest modes of ${title(graph)}`)];
    }),
  );
  const seen = shown.some((pair) => beyond(pairFit(nulls, own, context, pair)) !== null);
  const hidden = compared.filter((pair) => !seen && !shown.includes(pair)).flatMap((pair) => {
    const fit = beyond(pairFit(nulls, own, context, pair));
    return fit === null ? [] : [held(pair, own, fit, `those of ${title(own)}`, `Out of sight, ${componentsName(pair)}`)];
  });
  return [...walk, ...references, ...hidden.slice(0, 1), ...shown.flatMap((pair) => earlierHolder(nulls, context, pair, title))];
}

/** What else gives of the same modes: relabelling, the averaging nulls in their best pair, the embedding layer, the shuffled recording. */
function givenText({ measures, bands, embedding, shuffled }: FindingInput, pair: Pair, graph: number, fit: PairFit): string {
  const other = (companion: CompanionNulls | null, name: string): readonly string[] => {
    const there = companion === null ? null : pairFit(companion.nulls, companion.graphs[graph] ?? -1, measures.context, pair);
    return there === null ? [] : [`${name} ${two(there.r2)}`];
  };
  const frame = bands === null ? -1 : frameOf(bands, measures.context);
  const index = bands?.pairs.findIndex(([a, b]) => a === pair[0] && b === pair[1]) ?? -1;
  const best = (band: AveragingBand): { readonly text: string; readonly block: number } | null => {
    const at = (index * bands!.graphs + graph) * bands!.frames.length + frame;
    const [low, high] = [band.r2.low[at], band.r2.high[at]];
    if (low === undefined || high === undefined || !Number.isFinite(low)) return null;
    return { text: rangeText(low, high), block: band.block[graph * bands!.frames.length + frame]! };
  };
  const previous = bands === null || frame === -1 || index === -1 ? undefined : bands.nulls.find(({ tokens, vectors }) => tokens === 'previous' && vectors === 'random');
  const there = previous === undefined ? null : best(previous);
  // A draw is looked at in its own best pair, which is named where it is another one.
  const pairs = there === null || bands === null ? null : bands.pairs[there.block];
  const averaging = there === null ? [] : [`averaging with the previous word ${there.text}${pairs === undefined || pairs === null || pairs[0] === pair[0] ? '' : ` in its best pair, mostly ${componentsName(pairs)}`}`];
  return [`relabelled up to ${two(fit.high)}`, ...averaging, ...other(embedding, 'embedding layer'), ...other(shuffled, 'shuffled recording')].join(', ');
}

/** Another graph must have had this much of the pair, beyond chance and more than now, for its place to have been taken. */
const HELD = 0.4;

/** Of earlier frames with as many words: that in which another graph than now had most of the pair. */
function earlierHolder(nulls: LayerNulls, context: number, pair: Pair, title: (graph: number) => string): readonly string[] {
  const graphs = [...Array(nulls.graphs).keys()];
  const best = (at: number): { readonly graph: number; readonly fit: PairFit } | null => {
    const fits = graphs.flatMap((graph) => {
      const fit = beyond(pairFit(nulls, graph, at, pair));
      return fit !== null && fit.r2 >= HELD ? [{ graph, fit }] : [];
    });
    return fits.reduce<{ graph: number; fit: PairFit } | null>((most, one) => (most === null || one.fit.r2 > most.fit.r2 ? one : most), null);
  };
  const now = best(context);
  const frame = frameOf(nulls, context);
  if (now === null || frame === -1) return [];
  let most: { readonly graph: number; readonly fit: PairFit; readonly context: number } | null = null;
  for (const [f, { context: earlier }] of nulls.frames.slice(0, frame).entries()) {
    const then = nulls.present[f] === nulls.present[frame] ? best(earlier) : null;
    if (then === null || then.graph === now.graph || (most !== null && then.fit.r2 <= most.fit.r2)) continue;
    const left = pairFit(nulls, then.graph, context, pair);
    // A graph that is still held has not given way, whatever holds a little more.
    if (left !== null && left.r2 < HELD) most = { ...then, context: earlier };
  }
  return most === null ? [] : [`At ${most.context} tokens ${componentsName(pair)} held ${two(most.fit.r2)} of ${title(most.graph)} instead.`];
}
