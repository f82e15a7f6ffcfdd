/** The controls of one layer of one recording: how far every frame's measures lie from chance. */
import { distancesFromGram } from '../geometry/squaredDistances.ts';
import { columnSpan } from '../geometry/subspaceR2.ts';
import { undirectedEdges } from '../geometry/adjacency.ts';
import { permutationNull } from '../nulls/permutationNull.ts';
import { spectrumNull } from '../nulls/spectrumNull.ts';
import { subspaceNull } from '../nulls/subspaceNull.ts';
import { analyseLayer, type AnalysisProgress, type LayerInput } from './analyseLayer.ts';
import { comparedPairs } from './comparedPairs.ts';
import type { ControlOptions, GraphSpectrum, LayerControls } from './controlsTypes.ts';
import { nullTable, pairTable } from './controlTables.ts';
import { controlOptionsFault } from './controlOptionsFault.ts';
import { plainFrames } from './frameReader.ts';
import type { FrameEngine } from './frameSource.ts';
import { InducedModes } from './inducedModes.ts';
import { REWIRED_DRAWS, RewiredEnergies } from './rewiredEnergies.ts';
import { presentScores, shownDistances } from './shownPoints.ts';
import { mapSteps } from './steps.ts';
import type { AnalysisSettings } from './types.ts';

/**
 * Analyses the layer in the chosen basis and puts every frame beside its nulls. With missing nodes each graph is the one
 * induced on the present nodes, and only those are relabelled. The same seeded relabellings serve every frame with
 * equally many nodes, so that curves over context do not jitter with the draw.
 *
 * Yields every few milliseconds of work; returns the controls. Throws RangeError on settings or options out of range and
 * on activations that are not finite.
 */
export function* layerControls(
  input: LayerInput,
  settings: AnalysisSettings,
  options: ControlOptions,
  engine: FrameEngine = plainFrames,
): Generator<AnalysisProgress, LayerControls> {
  const fault = controlOptionsFault(options);
  if (fault !== null) throw new RangeError(fault);
  const analysis = yield* mapSteps(analyseLayer(input, settings, engine), ({ done, total: ofThree }) => ({ done, total: (ofThree / 3) * 4 }));
  const F = analysis.frames.length;
  const total = 4 * F;
  const edges = input.graphs.map((graph) => undirectedEdges(graph.edges));
  const G = edges.length;
  const reader = engine(input, analysis.frames, settings.weighting);
  const pairs = comparedPairs(analysis.components);
  const induced = new InducedModes(edges, input.nodes);
  const rewired = new RewiredEnergies(edges, input.nodes, F, options.seed);
  const energy = nullTable(G * F);
  const shownEnergy = nullTable(G * F);
  const distinct = new Int32Array(G * F);
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
        rewired.measure(g, f, squared, shown);
        yield { done: 3 * F + f, total };
        const { modes, leading, distinct: different } = induced.of(g, rows.nodes);
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
    rewired: rewired.full,
    shownRewired: rewired.shown,
    rewiredDraws: REWIRED_DRAWS,
    rewiredRefusals: rewired.refusals,
    spectra,
    pairs: pairValues.values,
  };
}
