/** The curves of the focus panel, ready to draw. */
import { useMemo } from 'react';
import { accuracySeries, type BandPoint, type SeriesPoint } from '../../../state/figures/accuracy.ts';
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
  /** Normalised Dirichlet energy within the shown components, one point per frame. */
  readonly energy: readonly SeriesPoint[];
}

/** As the track draws them. */
export function trackSeries({ accuracy, band, chance, energy }: TimelineSeries): TrackSeries {
  return {
    curves: [{ kind: 'accuracy', points: accuracy }, { kind: 'energy', points: energy }],
    band,
    levels: chance === null ? [] : [{ kind: 'chance', value: chance }],
  };
}

export function useTimelineSeries(result: PanelResult, axes: Axes, mode: ViewState['mode']): TimelineSeries {
  return useMemo(() => {
    const accuracy = accuracySeries(result.info);
    const { task } = result.info.metadata;
    return {
      accuracy: accuracy.mean,
      band: task.sequences > 1 ? accuracy.band : [],
      masked: accuracy.masked,
      chance: accuracy.masked ? null : task.chanceLevel,
      energy: shownEnergySeries(result, shownAxes(axes, mode)),
    };
  }, [result, axes, mode]);
}
