/** The ways in which the axes of class means may lie. */
import type { MeansAxis } from './mapping.ts';

const STACKED: readonly (readonly (readonly MeansAxis[])[])[] = [[[]], [['contexts'], ['layers']], [['contexts', 'layers']]];

/** Every reading of so many axes, those first that end in words by dimensions; none for fewer than two or more than four. */
export function readingsOf(axes: number): readonly (readonly MeansAxis[])[] {
  const all = (STACKED[axes - 2] ?? []).flatMap((stacked) => orders([...stacked, 'words', 'dimensions']));
  return [...all.filter(isUsual), ...all.filter((reading) => !isUsual(reading))];
}

/** Words by dimensions last, as nearly everyone has them. */
export function isUsual(axes: readonly MeansAxis[]): boolean {
  return axes.at(-2) === 'words' && axes.at(-1) === 'dimensions';
}

/** Length of the axis; null where there is none such. */
export function lengthAlong(axis: MeansAxis, axes: readonly MeansAxis[], shape: readonly number[]): number | null {
  return shape[axes.indexOf(axis)] ?? null;
}

/** "contexts × words × dimensions" */
export function axesText(axes: readonly MeansAxis[]): string {
  return axes.join(' × ');
}

/** Words and dimensions each once, contexts and layers at most once. */
export function areMeansAxes(axes: readonly MeansAxis[]): boolean {
  return new Set(axes).size === axes.length && axes.includes('words') && axes.includes('dimensions');
}

function orders(axes: readonly MeansAxis[]): readonly (readonly MeansAxis[])[] {
  if (axes.length < 2) return [axes];
  return axes.flatMap((first) => orders(axes.filter((axis) => axis !== first)).map((rest) => [first, ...rest]));
}
