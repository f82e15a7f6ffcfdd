/** The modes of a graph as bars and curves: smooth to rough, named by their eigenvalue. */
import type { GraphSpectrum, LayerControls } from '../../core/analysis/controlsTypes.ts';
import type { BandBar } from '../charts/BandBars.tsx';
import { seriesColour, type ChartSeries, type SeriesColour } from '../charts/chartSeries.ts';

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

/** Most modes drawn as curves. */
const MOST_CURVES = 6;

/**
 * The share of a mode in every frame that has all nodes, with its null range; other frames have other modes and break the
 * curve. With many modes those that reach the largest shares are drawn, smooth to rough.
 */
export function modeCurves(controls: LayerControls, graph: number): readonly ChartSeries[] {
  const whole = controls.spectra.map((frame) => {
    const spectrum = frame[graph] ?? null;
    return spectrum !== null && spectrum.complete ? spectrum : null;
  });
  const model = whole.find((spectrum) => spectrum !== null) ?? null;
  if (model === null) return [];
  const modes = Array.from(model.share, (_, mode) => mode);
  const peak = (mode: number) => whole.reduce((most, spectrum) => Math.max(most, spectrum?.share[mode] ?? 0), 0);
  const drawn = [...modes].sort((a, b) => peak(b) - peak(a)).slice(0, MOST_CURVES).sort((a, b) => a - b);
  return drawn.map((mode, i): ChartSeries => ({
    id: String(mode),
    label: modeName(model, mode),
    colour: seriesColour(i),
    points: controls.frames.map(({ context }, f) => ({ context, value: whole[f]?.share[mode] ?? NaN })),
  }));
}
