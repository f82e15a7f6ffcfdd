/** Which graph's slowest modes a pair of components holds, and what the controls already give of them. */
import type { LayerControls } from '../core/analysis/controlsTypes.ts';
import { CHANCE_LEVEL } from './findingChance.ts';
import { frameOf, type Companion, type FindingInput } from './findingTypes.ts';
import { componentsName, rangeText, two } from './findingWords.ts';

export interface PairFit {
  readonly r2: number;
  /** 95 % quantile under relabelling. */
  readonly high: number;
  readonly p: number;
}

type Pair = readonly [number, number];

/** R2 of one compared pair with one graph at a context; null where it is not defined. */
export function pairFit(controls: LayerControls, graph: number, context: number, pair: Pair): PairFit | null {
  const frame = frameOf(controls, context);
  const index = controls.pairs.pairs.findIndex(([a, b]) => a === pair[0] && b === pair[1]);
  if (frame === -1 || index === -1 || graph === -1) return null;
  const at = (index * controls.graphs + graph) * controls.frames.length + frame;
  const fit = { r2: controls.pairs.r2[at]!, high: controls.pairs.high[at]!, p: controls.pairs.p[at]! };
  return Number.isFinite(fit.r2) && Number.isFinite(fit.high) ? fit : null;
}

/** The fit if no more than CHANCE_LEVEL of the relabellings have as much. */
const beyond = (fit: PairFit | null): PairFit | null => (fit !== null && fit.p <= CHANCE_LEVEL ? fit : null);

/**
 * The clause on the graph of the walk ("PC 1-2 hold 0.93 of its two slowest modes (...)"), and a sentence each for the
 * reference graphs that a shown pair holds beyond chance, for a pair out of sight that holds the walk's graph where no
 * shown one does, and for another graph that the pair held earlier.
 */
export function modesFindings(input: FindingInput, controls: LayerControls, own: number): { readonly clause: string; readonly sentences: readonly string[] } {
  const { context, graphs } = input.measures;
  const compared = controls.pairs.pairs;
  const shown = compared.filter((pair) => pair.every((axis) => input.axes.includes(axis)));
  const title = (graph: number): string => graphs[graph]!.title;
  const held = (pair: Pair, graph: number, fit: PairFit, of: string, name = componentsName(pair)): string =>
    `${name} hold ${two(fit.r2)} of ${of} (${givenText(input, pair, graph, fit)})`;

  const clauses = shown.flatMap((pair) => {
    const fit = pairFit(controls, own, context, pair);
    if (fit === null) return [];
    if (beyond(fit) !== null) return [held(pair, own, fit, 'its two slowest modes')];
    return [`${componentsName(pair)} hold ${two(fit.r2)} of its two slowest modes, no more than relabellings may (up to ${two(fit.high)})`];
  });
  const references = shown.flatMap((pair) =>
    graphs.flatMap((_, graph) => {
      const fit = graph === own ? null : beyond(pairFit(controls, graph, context, pair));
      return fit === null ? [] : [`${held(pair, graph, fit, `the two slowest modes of ${title(graph)}`)}.`];
    }),
  );
  const seen = shown.some((pair) => beyond(pairFit(controls, own, context, pair)) !== null);
  const hidden = compared.filter((pair) => !seen && !shown.includes(pair)).flatMap((pair) => {
    const fit = beyond(pairFit(controls, own, context, pair));
    return fit === null ? [] : [`${held(pair, own, fit, `those of ${title(own)}`, `Out of sight, ${componentsName(pair)}`)}.`];
  });
  return { clause: clauses.join('; '), sentences: [...references, ...hidden.slice(0, 1), ...shown.flatMap((pair) => earlierHolder(controls, context, pair, title))] };
}

/** What else gives of the same modes: relabelling, the mixing null, the embedding layer, the shuffled recording. */
function givenText({ measures, band, embedding, shuffled }: FindingInput, pair: Pair, graph: number, fit: PairFit): string {
  const other = (companion: Companion | null, name: string): readonly string[] => {
    const there = companion === null ? null : pairFit(companion.controls, companion.graphs[graph] ?? -1, measures.context, pair);
    return there === null ? [] : [`${name} ${two(there.r2)}`];
  };
  const mixing = [];
  const index = band?.pairs.findIndex(([a, b]) => a === pair[0] && b === pair[1]) ?? -1;
  if (band !== null && index !== -1) {
    const at = (index * band.graphs + graph) * band.frames.length + frameOf(band, measures.context);
    const [low, high] = [band.r2.low[at], band.r2.high[at]];
    if (low !== undefined && high !== undefined && Number.isFinite(low)) mixing.push(`mixing null ${rangeText(low, high)}`);
  }
  return [`relabelled up to ${two(fit.high)}`, ...mixing, ...other(embedding, 'embedding layer'), ...other(shuffled, 'shuffled recording')].join(', ');
}

/** Another graph must have had this much of the pair, beyond chance and more than now, for its place to have been taken. */
const HELD = 0.4;

/** Of earlier frames with as many words: that in which another graph than now had most of the pair. */
function earlierHolder(controls: LayerControls, context: number, pair: Pair, title: (graph: number) => string): readonly string[] {
  const graphs = [...Array(controls.graphs).keys()];
  const best = (at: number): { readonly graph: number; readonly fit: PairFit } | null => {
    const fits = graphs.flatMap((graph) => {
      const fit = beyond(pairFit(controls, graph, at, pair));
      return fit !== null && fit.r2 >= HELD ? [{ graph, fit }] : [];
    });
    return fits.reduce<{ graph: number; fit: PairFit } | null>((most, one) => (most === null || one.fit.r2 > most.fit.r2 ? one : most), null);
  };
  const now = best(context);
  const frame = frameOf(controls, context);
  if (now === null || frame === -1) return [];
  let most: { readonly graph: number; readonly fit: PairFit; readonly context: number } | null = null;
  for (const [f, { context: earlier }] of controls.frames.slice(0, frame).entries()) {
    const then = controls.present[f] === controls.present[frame] ? best(earlier) : null;
    if (then === null || then.graph === now.graph || (most !== null && then.fit.r2 <= most.fit.r2)) continue;
    const left = pairFit(controls, then.graph, context, pair);
    // A graph that is still held has not given way, whatever holds a little more.
    if (left !== null && left.r2 < HELD) most = { ...then, context: earlier };
  }
  return most === null ? [] : [`At ${most.context} tokens ${componentsName(pair)} held ${two(most.fit.r2)} of ${title(most.graph)} instead.`];
}
