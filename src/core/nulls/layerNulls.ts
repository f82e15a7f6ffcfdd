/** The nulls of one layer of one recording: how far every frame's measures lie from chance. */
import { analyseLayer, type AnalysisProgress, type LayerInput } from '../analysis/analyseLayer.ts';
import { presentScores, shownDistances } from '../analysis/bases.ts';
import { type FrameEngine, plainFrames } from '../analysis/frameSource.ts';
import { degreeWeightedEnergy } from '../geometry/dirichletEnergy.ts';
import { undirectedEdges } from '../geometry/graph.ts';
import { comparedPairs, PresentGraphs } from './presentGraphs.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import { distancesFromGram } from '../geometry/squaredDistances.ts';
import { columnSpan } from '../geometry/subspaceR2.ts';
import { mapSteps } from '../linalg/steps.ts';
import type { NullSummary } from './nullSummary.ts';
import { permutationNull, spectrumNull, subspaceNull } from './permutationNull.ts';
import { REWIRED_DRAWS, RewiredEnergies } from './rewiredGraphs.ts';
import type { NullOptions, GraphSpectrum, LayerNulls, NullTable, PairNulls } from './types.ts';

/**
 * Analyses the layer in the chosen basis and puts every frame beside its nulls. With missing nodes only the present ones are
 * relabelled: energies are over the edges among them, modes are those of the whole graph restricted to them. The same seeded relabellings serve every frame with
 * equally many nodes, so that curves over context do not jitter with the draw.
 *
 * Yields every few milliseconds of work; returns the controls. Throws RangeError on settings or options out of range and
 * on activations that are not finite.
 */
export function* layerNulls(
  input: LayerInput,
  settings: AnalysisSettings,
  options: NullOptions,
  engine: FrameEngine = plainFrames,
): Generator<AnalysisProgress, LayerNulls> {
  const fault = nullOptionsFault(options);
  if (fault !== null) throw new RangeError(fault);
  const analysis = yield* mapSteps(analyseLayer(input, settings, engine), ({ done, total: ofThree }) => ({ done, total: (ofThree / 3) * 4 }));
  const F = analysis.frames.length;
  const total = 4 * F;
  const edges = input.graphs.map((graph) => undirectedEdges(graph.edges));
  const G = edges.length;
  const reader = engine(input, analysis.frames, settings.weighting);
  const pairs = comparedPairs(analysis.components);
  const among = new PresentGraphs(edges, input.nodes);
  const rewired = new RewiredEnergies(edges, input.nodes, F, options.seed);
  const energy = nullTable(G * F);
  const shownEnergy = nullTable(G * F);
  const distinct = new Int32Array(G * F);
  const degreeWeighted = new Float64Array(G * F);
  const shownDegreeWeighted = new Float64Array(G * F);
  const pairValues = pairTable(pairs, G, F);
  const spectra: (readonly (GraphSpectrum | null)[])[] = [];
  const present = new Int32Array(F);
  const { permutations, seed } = options;

  try {
    for (let f = 0; f < F; f++) {
      const { rows } = reader.read(f);
      present[f] = rows.count;
      const matrix = yield* mapSteps(rows.gram(), () => ({ done: 3 * F + f, total }));
      const squared = distancesFromGram(matrix, rows.nodes, input.nodes);
      const shown = shownDistances(analysis, f);
      const points = presentScores(analysis, f, rows.nodes);
      const spans = pairs.map((pair) => columnSpan(points, analysis.components, pair));
      const frameSpectra: (GraphSpectrum | null)[] = [];
      for (let g = 0; g < G; g++) {
        energy.set(g * F + f, permutationNull(squared, input.nodes, edges[g]!, permutations, seed));
        shownEnergy.set(g * F + f, permutationNull(shown, input.nodes, edges[g]!, permutations, seed));
        degreeWeighted[g * F + f] = degreeWeightedEnergy(squared, input.nodes, edges[g]!);
        shownDegreeWeighted[g * F + f] = degreeWeightedEnergy(shown, input.nodes, edges[g]!);
        rewired.measure(g, f, squared, shown);
        yield { done: 3 * F + f, total };
        const { modes, leading, distinct: different } = among.of(g, rows.nodes);
        distinct[g * F + f] = different;
        spans.forEach((span, pair) => pairValues.set(pair, g, f, subspaceNull(span, leading, rows.count, permutations, seed)));
        frameSpectra.push(yield* mapSteps(spectrumNull(matrix, modes, rows.count === input.nodes, permutations, seed), () => ({ done: 3 * F + f, total })));
      }
      spectra.push(frameSpectra);
      yield { done: 3 * F + f + 1, total };
    }
  } finally {
    reader.release();
  }
  return {
    settings,
    options,
    frames: analysis.frames,
    graphs: G,
    present,
    distinct,
    energy: energy.values,
    shownEnergy: shownEnergy.values,
    degreeWeighted,
    shownDegreeWeighted,
    rewired: rewired.full,
    shownRewired: rewired.shown,
    rewiredDraws: REWIRED_DRAWS,
    rewiredRefusals: rewired.refusals,
    spectra,
    pairs: pairValues.values,
  };
}

/** A null table, filled cell by cell; NaN until set, with no draws. */
export function nullTable(cells: number): { values: NullTable; set(at: number, cell: NullSummary): void } {
  const blank = (): Float64Array => new Float64Array(cells).fill(NaN);
  const values = {
    observed: blank(), mean: blank(), sd: blank(), low: blank(), high: blank(), z: blank(), p: blank(), pAbove: blank(),
    atMost: new Int32Array(cells), draws: new Int32Array(cells),
  };
  const names = Object.keys(values) as (keyof typeof values)[];
  return {
    values,
    set(at, cell) {
      for (const name of names) values[name][at] = cell[name];
    },
  };
}

/** Pair controls, filled cell by cell; NaN until set. */
function pairTable(
  pairs: readonly (readonly [number, number])[],
  graphs: number,
  frames: number,
): { values: PairNulls; set(pair: number, graph: number, frame: number, cell: NullSummary): void } {
  const blank = (): Float64Array => new Float64Array(pairs.length * graphs * frames).fill(NaN);
  const values = { pairs, r2: blank(), mean: blank(), low: blank(), high: blank(), p: blank(), draws: new Int32Array(pairs.length * graphs * frames) };
  return {
    values,
    set(pair, graph, frame, { observed, mean, low, high, pAbove, draws }) {
      const at = (pair * graphs + graph) * frames + frame;
      values.r2[at] = observed;
      values.mean[at] = mean;
      values.low[at] = low;
      values.high[at] = high;
      values.p[at] = pAbove;
      values.draws[at] = draws;
    },
  };
}

/** Most relabellings anyone may ask for. */
const MAX_PERMUTATIONS = 99_999;

/** What is wrong with control options, with the value, or null. */
function nullOptionsFault({ permutations, seed }: NullOptions): string | null {
  if (!Number.isInteger(permutations) || permutations < 1 || permutations > MAX_PERMUTATIONS) {
    return `permutations is ${permutations}; expected 1 to ${MAX_PERMUTATIONS}`;
  }
  if (!Number.isInteger(seed)) return `seed is ${seed}; expected an integer`;
  return null;
}
