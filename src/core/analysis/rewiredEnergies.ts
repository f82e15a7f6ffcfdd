import { normalisedDirichletEnergy } from '../geometry/dirichletEnergy.ts';
import type { SquaredDistances } from '../geometry/squaredDistances.ts';
import { summariseNull } from '../nulls/nullSummary.ts';
import { rewiredGraph } from '../nulls/rewiredGraph.ts';
import type { Edge } from '../recording/types.ts';
import type { RewiredControls } from './controlsTypes.ts';

/** Random graphs drawn for every recorded graph. */
export const REWIRED_DRAWS = 99;

/** Energies of frames on random graphs with the degrees of each recorded graph; the same random graphs serve every frame. */
export class RewiredEnergies {
  readonly full: RewiredControls;
  readonly shown: RewiredControls;
  /** [G] why a graph cannot be rewired, or null. */
  readonly refusals: readonly (string | null)[];
  private readonly draws: readonly (readonly (readonly Edge[])[])[];
  private readonly nodes: number;
  private readonly frames: number;

  constructor(edges: readonly (readonly Edge[])[], nodes: number, frames: number, seed: number) {
    this.nodes = nodes;
    this.frames = frames;
    const refusals: (string | null)[] = [];
    this.draws = edges.map((list) => {
      const graphs: (readonly Edge[])[] = [];
      for (let draw = 0; draw < REWIRED_DRAWS; draw++) {
        const rewired = rewiredGraph(list, seed + draw);
        if (!rewired.ok) {
          refusals.push(rewired.reason);
          return [];
        }
        graphs.push(rewired.edges);
      }
      refusals.push(null);
      return graphs;
    });
    this.refusals = refusals;
    const blank = (): Float64Array => new Float64Array(edges.length * frames).fill(NaN);
    this.full = { mean: blank(), low: blank(), high: blank() };
    this.shown = { mean: blank(), low: blank(), high: blank() };
  }

  measure(graph: number, frame: number, squared: SquaredDistances, shown: SquaredDistances): void {
    this.fill(this.full, graph, frame, squared);
    this.fill(this.shown, graph, frame, shown);
  }

  private fill(into: RewiredControls, graph: number, frame: number, squared: SquaredDistances): void {
    const energies = this.draws[graph]!.map((edges) => normalisedDirichletEnergy(squared, this.nodes, edges)).filter((value) => !Number.isNaN(value));
    if (energies.length === 0) return;
    // Only the distribution is wanted: any finite value serves as the observed one.
    const { mean, low, high } = summariseNull(energies[0]!, Float64Array.from(energies));
    const at = graph * this.frames + frame;
    into.mean[at] = mean;
    into.low[at] = low;
    into.high[at] = high;
  }
}
