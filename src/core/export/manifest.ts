/**
 * The manifest that goes with every export, `contextscope-figure/1` (docs/figures.md): enough to compute the same numbers
 * again from the recording, and those numbers at the figure's own context to compare with. null = not defined.
 */
import * as z from 'zod/mini';
import '../recording/zodWithoutEval.ts';

export const FIGURE_FORMAT = 'contextscope-figure/1';

const count = z.int().check(z.nonnegative());
const positive = z.number().check(z.positive());
/** Of a number of things of which there is at least one. */
const some = z.int().check(z.minimum(1));
const value = z.nullable(z.number());
const text = z.string();

const windowSpec = z.union([
  z.object({ kind: z.literal('last'), tokens: positive }),
  z.object({ kind: z.literal('half') }),
  z.object({ kind: z.literal('all') }),
  /** The file's own, which it does not state. */
  z.object({ kind: z.literal('fixed') }),
]);

const basis = z.union([
  z.object({ kind: z.enum(['joint', 'raw']) }),
  /** `referenceContext` in tokens: the frame whose PCA is used for all, or onto which all are turned. */
  z.object({ kind: z.enum(['reference', 'aligned']), frame: count, referenceContext: count }),
]);

const graphMeasures = z.object({
  id: text,
  role: z.enum(['context', 'reference']),
  energy: value,
  shownEnergy: value,
  distanceCorrelation: value,
  shownDistanceCorrelation: value,
});

const measures = z.object({
  tokens: count,
  accuracy: value,
  capturedVariance: value,
  participationRatio: value,
  procrustesResidual: value,
  /** Share of the frame's variance along each shown component, and of the basis' own. */
  explained: z.array(value),
  explainedInBasis: z.array(value),
  graphs: z.array(graphMeasures),
});

/** What relabelled nodes give for the energies at this frame; in the order of the measures' graphs. */
const chance = z.object({
  permutations: some,
  seed: z.int(),
  /** Where the shown energies are taken: in the own PCA of the frame, or, in manifests of earlier versions, in the basis of the panel. */
  basis: z._default(z.enum(['own', 'panel']), 'panel'),
  graphs: z.array(z.object({ id: text, energyZ: value, energyP: value, shownEnergyZ: value, shownEnergyP: value })),
});

/** One energy beside the draws: their 5 and 95 % quantiles, how many of how many lie as close, and p on either side. */
const standing = z.object({ low: value, high: value, p: value, pAbove: value, atMost: count, draws: count });

/** Counted from 1. */
const component = z.int().check(z.minimum(1));

/** What many draws of the averaging nulls give at this frame, in its own PCA; graphs in the order of the measures'. */
const averagingNulls = z.object({
  draws: z.int().check(z.minimum(1)),
  seed: z.int(),
  nulls: z.array(
    z.object({
      tokens: z.enum(['previous', 'lags']),
      vectors: z.enum(['random', 'embedding']),
      /** Fitted, the own word's first. */
      weights: z.array(value),
      graphs: z.array(
        z.object({
          id: text,
          energy: standing,
          /** A draw's in the block of its own components that holds most of the graph: 0 = the first. */
          shownEnergy: standing,
          block: count,
          /** Share of the variance in every mode, smooth to rough: the observed one, and quantiles of the draws. */
          shares: z.array(z.object({ share: value, low: value, high: value, p: value, pAbove: value })),
        }),
      ),
      /** Quantiles of the subspace R2 with each graph's slowest modes, of a draw's best pair, for every pair of components, counted from 1. */
      pairs: z.array(z.object({ axes: z.tuple([component, component]), graphs: z.array(z.object({ id: text, low: value, high: value })) })),
    }),
  ),
});

const panel = z.object({
  data: z.object({
    recordingId: text,
    title: text,
    bytes: count,
    /** Of the recording's bytes; null where the reader left it out. */
    sha256: z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  }),
  model: z.object({ id: text, revision: z.nullable(text), weights: z.nullable(text) }),
  hook: text,
  task: z.object({ kind: text, sampler: text, seeds: z.array(z.number()) }),
  layer: count,
  window: windowSpec,
  weighting: z.enum(['tokens', 'segments']),
  basis,
  /** Components computed. */
  components: some,
  /** Shown principal components, counted from 1. */
  axes: z.array(some).check(z.minLength(2), z.maxLength(3)),
  /** Axes drawn mirrored; the scores here are before that. */
  flips: z.array(z.boolean()).check(z.length(3)),
  /** Drawn activations are random vectors mixed along the sequences, from this seed, in place of the recorded ones. */
  averagingSeed: z.nullable(z.int()),
  /** Where the panel stands, in tokens; may lie between two recorded contexts. */
  context: z.number(),
  /** The recorded frame at or before it, to which the figures belong, and its window [start, end) in tokens. */
  frame: count,
  frameContext: count,
  averaged: z.tuple([count, count]),
  between: z.boolean(),
  graphs: z.array(text),
  overlayGraph: z.nullable(text),
  measures,
  chance: z.nullable(chance),
  /** Absent from manifests of earlier versions, whose averaging null was another one. */
  averagingNulls: z._default(z.nullable(averagingNulls), null),
  nodes: z.array(text),
  /** [nodes][axes] of the frame. */
  scores: z.array(z.array(value)),
});

export const figureManifest = z.object({
  format: z.literal(FIGURE_FORMAT),
  created: text,
  software: z.object({ name: text, version: text }),
  kind: z.enum(['svg', 'png', 'mp4', 'webm', 'gif', 'csv', 'npz', 'json']),
  /** The view as the address has it after `#`. */
  view: text,
  mode: z.enum(['plane', 'space']),
  sync: z.enum(['tokens', 'tokens-per-node']),
  picture: z.nullable(
    z.object({ width: count, height: count, scale: positive, theme: z.enum(['light', 'dark']), transparent: z.boolean(), colour: z.enum(['position', 'tokens']) }),
  ),
  sequence: z.nullable(
    z.object({
      /** Contexts of the focus recording from the first picture to the last, in tokens. */
      from: z.number(),
      to: z.number(),
      pictures: count,
      framesPerSecond: positive,
      secondsPerContext: positive,
      tween: z.boolean(),
      spacing: z.enum(['linear', 'log']),
      holdSeconds: z.number().check(z.nonnegative()),
    }),
  ),
  /** What a data file holds: contexts in tokens, and the table of a CSV file. */
  contents: z.nullable(z.object({ contexts: z.array(count), table: z.nullable(z.enum(['scores', 'loadings', 'measures'])) })),
  /** The panel that the timeline belongs to. */
  focus: count,
  panels: z.array(panel).check(z.minLength(1)),
});

export type FigureManifest = z.infer<typeof figureManifest>;
export type FigurePanel = FigureManifest['panels'][number];
export type FigureKind = FigureManifest['kind'];

/** A figure that is not defined becomes null, as JSON has no NaN. */
export function defined(number: number): number | null {
  return Number.isFinite(number) ? number : null;
}
