/** The curves of the focus panel, ready to draw. */
import { useMemo } from 'react';
import { useEvidence } from '../../../state/binding.tsx';
import { accuracySeries, type BandPoint, memorySeries, type SeriesPoint } from '../../../state/figures/accuracy.ts';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import { shownEnergySeries } from '../../../state/figures/shownEnergySeries.ts';
import { shownAxes, type Axes } from '../../../state/view/panelSpec.ts';
import type { ViewState } from '../../../state/view/viewFields.ts';
import type { TrackSeries } from './trackAxis.ts';

export interface TimelineSeries {
  /** Mean rule-following accuracy per recorded segment, one point per frame. */
  readonly accuracy: readonly SeriesPoint[];
  /** Spread of the sequences around it; empty when there is only one. */
  readonly band: readonly BandPoint[];
  /** No position of the recording has a constrained successor. */
  readonly masked: boolean;
  readonly chance: number | null;
  /** Accuracy of a predictor that counts words and knows no order, one point a segment; empty until it is there. */
  readonly unigram: readonly SeriesPoint[];
  /** Normalised Dirichlet energy within the shown components, one point per frame. */
  readonly energy: readonly SeriesPoint[];
}

/** As the track draws them. */
export function trackSeries({ accuracy, band, chance, unigram, energy }: TimelineSeries): TrackSeries {
  return {
    curves: [{ kind: 'accuracy', points: accuracy }, { kind: 'energy', points: energy }, ...(unigram.length === 0 ? [] : [{ kind: 'unigram' as const, points: unigram }])],
    band,
    levels: chance === null || unigram.length > 0 ? [] : [{ kind: 'chance', value: chance }],
  };
}

export function useTimelineSeries(result: PanelResult, axes: Axes, mode: ViewState['mode']): TimelineSeries {
  const memory = useEvidence((state) => state.baselines).value;
  return useMemo(() => {
    const accuracy = accuracySeries(result.info);
    const { task } = result.info.metadata;
    const counted = memory !== null && memory.recordingId === result.recordingId && !accuracy.masked ? memorySeries(result.info.metadata, memory.baselines).unigram : [];
    return {
      accuracy: accuracy.mean,
      band: task.sequences > 1 ? accuracy.band : [],
      masked: accuracy.masked,
      chance: accuracy.masked ? null : task.chanceLevel,
      unigram: counted,
      energy: shownEnergySeries(result, shownAxes(axes, mode)),
    };
  }, [result, axes, mode, memory]);
}
