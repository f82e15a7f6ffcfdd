/** What the marks of the scaling plot are. */
import type { ScalingStudy } from '../../state/evidence/scalingTypes.ts';
import type { LegendEntry } from '../charts/legendEntries.ts';

export function scalingLegend({ law, points }: Pick<ScalingStudy, 'law' | 'points'>): readonly LegendEntry[] {
  const intervals = points.some(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  if (points.every(({ context }) => !Number.isFinite(context))) return [];
  return [
    { id: 'measured', label: intervals ? 'measured, with 95 % interval' : 'measured', colour: 1, mark: 'line', value: null },
    ...(points.some(({ dropped }) => dropped) ? [{ id: 'dropped', label: 'left out of the fit', colour: 7, mark: 'line', value: null } as const] : []),
    ...(law === null
      ? []
      : [
          { id: 'law', label: 'fitted power law', colour: 2, mark: 'line', value: null } as const,
          { id: 'band', label: '95 % prediction band for a new size', colour: 2, mark: 'band', value: null } as const,
        ]),
  ];
}
