/** The modes of a graph as bars and curves: smooth to rough, named by their eigenvalue. */
import type { GraphSpectrum, LayerNulls, SpectrumBand } from '../../core/nulls/types.ts';
import type { BandResult } from '../../state/evidence/averaging.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';
import type { BandBar } from '../charts/BandBars.tsx';
import { seriesColour, type ChartSeries, type SeriesColour } from '../charts/chartSeries.ts';
import { graphIn } from './GraphSelect.tsx';

/** A control's spectrum to be marked across the bars. */
export interface SpectrumMark {
  readonly colour: SeriesColour;
  readonly spectrum: GraphSpectrum | null;
}

function sameModes(a: GraphSpectrum, b: GraphSpectrum): boolean {
  return a.eigenvalues.length === b.eigenvalues.length && a.multiplicity.every((count, mode) => count === b.multiplicity[mode]);
}

/** "λ 1.59" and how many dimensions share it. */
export function modeName(spectrum: GraphSpectrum, mode: number): string {
  const dimensions = spectrum.multiplicity[mode]!;
  return `mode ${mode + 1}, λ ${spectrum.eigenvalues[mode]!.toFixed(2)}${dimensions > 1 ? ` (×${dimensions})` : ''}`;
}

/** Marks of a control whose graph lacks other nodes are left out: its modes are other modes. */
export function spectrumBars(spectrum: GraphSpectrum, marks: readonly SpectrumMark[]): readonly BandBar[] {
  return Array.from(spectrum.share, (value, mode) => ({
    id: String(mode),
    label: String(mode + 1),
    detail: modeName(spectrum, mode),
    value,
    low: spectrum.low[mode]!,
    high: spectrum.high[mode]!,
    marks: marks.flatMap(({ colour, spectrum: other }) =>
      other !== null && sameModes(spectrum, other) ? [{ colour, value: other.share[mode]! }] : [],
    ),
  }));
}

/** Colour of the averaging null across the bars. */
export const AVERAGING_COLOUR = 4;

/** What averaging with the previous word, random vectors, gives every mode of a graph at a context; null where it was not drawn. */
export function averagedShares({ bands, graphs }: BandResult, context: number, graphId: string): SpectrumBand | null {
  const graph = graphs.findIndex(({ id }) => id === graphId);
  const frame = bands.frames.findIndex((one) => one.context === context);
  return bands.nulls.find(({ tokens, vectors }) => tokens === 'previous' && vectors === 'random')?.spectra[frame]?.[graph] ?? null;
}

/** The bars with both ends of the averaging null's band across each. */
export function withAveraging(bars: readonly BandBar[], band: SpectrumBand | null): readonly BandBar[] {
  if (band === null || band.share.length !== bars.length) return bars;
  return bars.map((bar, mode) => ({ ...bar, marks: [...bar.marks, ...[band.low, band.high].map((ends) => ({ colour: AVERAGING_COLOUR, value: ends[mode]! }) as const)] }));
}

/** [F] spectra of the frames that have every node, null for the others. */
function wholeSpectra(nulls: LayerNulls, graph: number): readonly (GraphSpectrum | null)[] {
  return nulls.spectra.map((frame) => {
    const spectrum = frame[graph] ?? null;
    return spectrum !== null && spectrum.complete ? spectrum : null;
  });
}

/** The modes of the whole graph, as the first frame with every node has them; null when no frame has. */
export function wholeModel(nulls: LayerNulls, graph: number): GraphSpectrum | null {
  return wholeSpectra(nulls, graph).find((spectrum) => spectrum !== null) ?? null;
}

/** One mode over the context with the range that relabelling gives it, and the same mode in the controls. */
export function modeAgainstNull(
  nulls: LayerNulls,
  graph: number,
  graphId: string,
  mode: number,
  others: readonly { readonly name: string; readonly colour: SeriesColour; readonly result: NullsResult | null }[],
): readonly ChartSeries[] {
  const curve = (from: LayerNulls, of: number, read: (spectrum: GraphSpectrum) => number | undefined) => {
    const whole = wholeSpectra(from, of);
    return from.frames.map(({ context }, f) => {
      const spectrum = whole[f] ?? null;
      return { context, value: spectrum === null ? NaN : (read(spectrum) ?? NaN) };
    });
  };
  const low = curve(nulls, graph, (spectrum) => spectrum.low[mode]);
  const high = curve(nulls, graph, (spectrum) => spectrum.high[mode]);
  const band = low.map(({ context, value }, f) => ({ context, low: value, high: high[f]!.value }));
  return [
    {
      id: 'relabelled',
      label: 'mean of relabellings',
      colour: 7,
      dashed: true,
      points: curve(nulls, graph, (spectrum) => spectrum.mean[mode]),
      band: { label: '5–95 % of relabellings', points: band },
    },
    ...others.flatMap(({ name, colour, result }): ChartSeries[] => {
      const of = result === null ? -1 : graphIn(result, graphId);
      if (result === null || of === -1) return [];
      return [{ id: name, label: name, colour, dashed: true, points: curve(result.nulls, of, (spectrum) => spectrum.share[mode]) }];
    }),
    { id: 'measured', label: 'this layer', colour: 1, points: curve(nulls, graph, (spectrum) => spectrum.share[mode]) },
  ];
}

/** Most modes drawn as curves. */
const MOST_CURVES = 6;

/**
 * The share of a mode in every frame that has all nodes, with its null range; other frames have other modes and break the
 * curve. With many modes those that reach the largest shares are drawn, smooth to rough.
 */
export function modeCurves(nulls: LayerNulls, graph: number): readonly ChartSeries[] {
  const whole = wholeSpectra(nulls, graph);
  const model = wholeModel(nulls, graph);
  if (model === null) return [];
  const modes = Array.from(model.share, (_, mode) => mode);
  const peak = (mode: number) => whole.reduce((most, spectrum) => Math.max(most, spectrum?.share[mode] ?? 0), 0);
  const drawn = [...modes].sort((a, b) => peak(b) - peak(a)).slice(0, MOST_CURVES).sort((a, b) => a - b);
  return drawn.map((mode, i): ChartSeries => ({
    id: String(mode),
    label: modeName(model, mode),
    colour: seriesColour(i),
    points: nulls.frames.map(({ context }, f) => ({ context, value: whole[f]?.share[mode] ?? NaN })),
  }));
}
