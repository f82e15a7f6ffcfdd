/** The curves of the focus panel, ready to draw. */
import { useMemo } from 'react';
import { useEvidence, useView } from '../../../state/binding.tsx';
import { accuracyAbsence, accuracySeries, type BandPoint, crossedAt, memorySeries, type SeriesPoint, windowSpans } from '../../../state/figures/accuracy.ts';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import { shownEnergySeries } from '../../../state/figures/shownEnergySeries.ts';
import { shownAxes, type Axes } from '../../../state/view/panelSpec.ts';
import type { ViewState } from '../../../state/view/viewFields.ts';
import { formatRatio } from '../../ui/formatNumber.ts';
import type { TrackSeries } from './trackAxis.ts';

export interface TimelineSeries {
  /** Mean rule-following accuracy in the window of every frame. */
  readonly accuracy: readonly SeriesPoint[];
  /** Spread of the sequences around it; empty when there is only one. */
  readonly band: readonly BandPoint[];
  /** Why there is no accuracy; null where there is. */
  readonly absence: string | null;
  readonly chance: number | null;
  /** Accuracy of a predictor that counts words and knows no order, in the same windows; empty until it is there. */
  readonly unigram: readonly SeriesPoint[];
  /** Normalised Dirichlet energy within the shown components, one point per frame. */
  readonly energy: readonly SeriesPoint[];
  /** The accuracy at which the graph counts as followed (of the Scaling tab), and the context in tokens where it is first reached. */
  readonly crossing: { readonly level: number; readonly context: number } | null;
}

/** As the track draws them: accuracies on one axis, energies on another. */
export function trackSeries({ accuracy, band, absence, chance, unigram, energy, crossing }: TimelineSeries): TrackSeries {
  return {
    lanes: [
      {
        axis: 'accuracy',
        curves: absence !== null ? [] : [{ kind: 'accuracy', points: accuracy }, ...(unigram.length === 0 ? [] : [{ kind: 'unigram' as const, points: unigram }])],
        band,
        levels: chance === null || unigram.length > 0 ? [] : [{ kind: 'chance', value: chance }],
        absence,
      },
      { axis: 'energy', curves: [{ kind: 'energy', points: energy }], band: [], levels: [], absence: null },
    ],
    marks:
      crossing === null
        ? []
        : [{ at: crossing.context, label: String(Math.round(crossing.context)), about: `Accuracy first reaches ${formatRatio(crossing.level)} at ${Math.round(crossing.context)} tokens` }],
  };
}

export function useTimelineSeries(result: PanelResult, axes: Axes, mode: ViewState['mode']): TimelineSeries {
  const memory = useEvidence((state) => state.baselines).value;
  const level = useView((state) => state.scalingChoices.level);
  return useMemo(() => {
    const spans = windowSpans(result);
    const { mean, band, masked } = accuracySeries(result.info, spans);
    const { task } = result.info.metadata;
    const counted = memory !== null && memory.recordingId === result.recordingId && !masked ? memorySeries(spans, memory.baselines).unigram : [];
    const context = masked ? null : crossedAt(mean, level);
    return {
      accuracy: mean,
      band: task.sequences > 1 && !masked ? band : [],
      absence: masked ? accuracyAbsence(result.info) : null,
      chance: masked ? null : task.chanceLevel,
      unigram: counted,
      energy: shownEnergySeries(result, shownAxes(axes, mode)),
      crossing: context === null ? null : { level, context },
    };
  }, [result, axes, mode, memory, level]);
}
