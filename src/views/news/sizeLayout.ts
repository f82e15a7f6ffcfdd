/** Places of the size picture: parameters and exposures on logarithmic axes, with edges for what lies beyond, and names that stay clear. */
import { scaleLog } from 'd3';
import { isRefusal, type SizeMark } from '../../state/news/sizeFigure.ts';
import { roundNumbers } from './learningLayout.ts';

export interface SizePlace {
  readonly mark: SizeMark;
  readonly x: number;
  readonly y: number;
  /** Ends of the interval; those that lie beyond stand at the edges. */
  readonly low: number;
  readonly high: number;
  readonly kind: 'reached' | 'not reached' | 'at once';
}

export interface SizeName {
  readonly text: string;
  readonly parameters: number;
  readonly x: number;
  /** 0 beside the axis; further ones below, where names would meet. */
  readonly row: number;
}

export interface SizeLayout {
  readonly places: readonly SizePlace[];
  readonly x: (parameters: number) => number;
  readonly y: (exposures: number) => number;
  readonly ticks: readonly number[];
  readonly names: readonly SizeName[];
  /** Of the axes, and of the edges above and below them. */
  readonly box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number; readonly above: number; readonly below: number };
  readonly height: number;
}

const LEFT = 74;
const RIGHT = 12;
const TOP = 58;
const PLOT = 210;
const EDGE = 24;
const ROW = 28;
const DODGE = 10;

/** @param widthOf width of a name in pixels */
export function sizeLayout(marks: readonly SizeMark[], width: number, widthOf: (text: string) => number, nameOf: (mark: SizeMark) => string): SizeLayout {
  const answered = marks.flatMap(({ answer }) => (isRefusal(answer) ? [] : [answer]));
  const values = answered.flatMap(({ reachedAt, low, high }) => [reachedAt, low, high]).filter((value) => value > 0 && value < Infinity);
  // Where nothing is reached, what was seen gives the axis its range.
  const seen = answered.flatMap(({ exposures }) => [...exposures]).filter((value) => value > 0);
  const known = values.length > 0 ? values : seen;
  const [least, most] = known.length === 0 ? [1, 10] : [Math.min(...known), Math.max(...known)];
  const top = TOP;
  const bottom = TOP + PLOT;
  const y = scaleLog([least / 1.3, Math.max(most, least * 2) * 1.3], [bottom, top]);
  const sizes = marks.map(({ parameters }) => parameters);
  const [small, large] = sizes.length === 0 ? [1e8, 1e9] : [Math.min(...sizes), Math.max(...sizes)];
  const x = scaleLog(small === large ? [small / 2, large * 2] : [small / 1.5, large * 1.5], [LEFT, Math.max(LEFT + 1, width - RIGHT)]);
  const box = { left: LEFT, right: width - RIGHT, top, bottom, above: top - EDGE, below: bottom + EDGE };
  const end = (value: number) => (value === 0 ? box.below : value === Infinity ? box.above : y(value));
  const places = marks.flatMap((mark): SizePlace[] => {
    const { answer } = mark;
    if (isRefusal(answer)) return [];
    const beside = marks.filter((other) => other.parameters === mark.parameters && !isRefusal(other.answer));
    const at = x(mark.parameters) + (beside.indexOf(mark) - (beside.length - 1) / 2) * DODGE;
    const { reachedAt } = answer;
    return [{ mark, x: at, y: end(reachedAt), low: end(answer.low), high: end(answer.high), kind: reachedAt === 0 ? 'at once' : reachedAt === Infinity ? 'not reached' : 'reached' }];
  });
  const names = sizeNames(marks, x, box.right, widthOf, nameOf);
  const rows = Math.max(0, ...names.map(({ row }) => row)) + 1;
  return { places, x, y, ticks: roundNumbers(y.domain() as [number, number]), names, box, height: box.below + 24 + rows * ROW + 16 };
}

/** Names below the axis, in as many rows as they need not to meet. */
function sizeNames(marks: readonly SizeMark[], x: (parameters: number) => number, right: number, widthOf: (text: string) => number, nameOf: (mark: SizeMark) => string): readonly SizeName[] {
  const known = new Map<string, SizeMark>();
  for (const mark of marks) known.set(`${nameOf(mark)} ${mark.parameters}`, known.get(`${nameOf(mark)} ${mark.parameters}`) ?? mark);
  const ends: number[] = [];
  return [...known.values()]
    .toSorted((a, b) => a.parameters - b.parameters)
    .map((mark): SizeName => {
      const text = nameOf(mark);
      const half = Math.max(widthOf(text), 40) / 2;
      const at = Math.min(Math.max(x(mark.parameters), half), right + RIGHT - half);
      const free = ends.findIndex((end) => at - half > end + 8);
      const row = free === -1 ? ends.length : free;
      ends[row] = at + half;
      return { text, parameters: mark.parameters, x: at, row };
    });
}
