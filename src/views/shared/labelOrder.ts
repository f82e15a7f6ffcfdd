/** Which label is placed first. */
import type { LabelField } from './labelField.ts';

/**
 * Sorts `order`, a permutation of the labels: those that may be shown first, required ones ahead, then by priority, then by
 * index; returns how many may be shown. The order hardly changes from drawing to drawing, so that insertion takes one pass.
 */
export function sortLabels(field: LabelField, order: Int32Array): number {
  for (let at = 1; at < order.length; at++) {
    const label = order[at]!;
    let to = at;
    while (to > 0 && goesBefore(field, label, order[to - 1]!)) {
      order[to] = order[to - 1]!;
      to--;
    }
    order[to] = label;
  }
  let shown = 0;
  while (shown < order.length && mayShow(field, order[shown]!)) shown++;
  return shown;
}

function mayShow({ x, y, wanted }: LabelField, i: number): boolean {
  return wanted[i] === 1 && Number.isFinite(x[i]! + y[i]!);
}

function goesBefore(field: LabelField, i: number, j: number): boolean {
  const shows = mayShow(field, i);
  if (shows !== mayShow(field, j)) return shows;
  if (field.required[i] !== field.required[j]) return field.required[i] === 1;
  if (field.priority[i] !== field.priority[j]) return field.priority[i]! > field.priority[j]!;
  return i < j;
}
