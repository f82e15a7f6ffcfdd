/** Where the marks of the learning picture stand: scales shared by all models, ticks that stay clear of one another, the nearest mark. */
import { scaleLinear, scaleLog } from 'd3';
import type { NewsEstimate } from '../../core/news/statistics.ts';
import type { LearningFacet, LearningFigure, LearningPoint } from '../../state/news/learningFigure.ts';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of one model, in pixels from its own top. */
export interface LearningBoxes {
  readonly knowledge: Box;
  readonly loss: Box;
  /** Loss against knowledge. */
  readonly path: Box;
  readonly height: number;
}

const LEFT = 40;
const RIGHT = 10;
const NAME = 26;
/** Width from which loss against knowledge stands beside the curves. */
const BESIDE_FROM = 540;

/** @param titled a line with the model's name above */
export function learningBoxes(width: number, titled: boolean): LearningBoxes {
  const first = (titled ? 22 : 0) + NAME;
  const [knows, falls] = titled ? [130, 70] : [176, 96];
  const beside = width >= BESIDE_FROM;
  const right = beside ? Math.round(width * 0.6) : width - RIGHT;
  const knowledge = { left: LEFT, right, top: first, bottom: first + knows };
  const below = knowledge.bottom + NAME + 12;
  const loss = { left: LEFT, right, top: below, bottom: below + falls };
  const path = beside
    ? { left: right + LEFT + 14, right: width - RIGHT, top: first, bottom: loss.bottom }
    : { left: LEFT, right: width - RIGHT, top: loss.bottom + 70, bottom: loss.bottom + 70 + 190 };
  return { knowledge, loss, path, height: path.bottom + 38 };
}

export interface LearningScales {
  readonly x: (exposures: number) => number;
  readonly knows: (value: number) => number;
  readonly loss: (value: number) => number;
  /** Loss in the picture of loss against knowledge, logarithmic. */
  readonly pathX: (loss: number) => number;
  /** Knowledge there: the same axis, over another height. */
  readonly pathY: (value: number) => number;
  readonly ticks: {
    readonly x: readonly Tick[];
    readonly knows: readonly Tick[];
    readonly loss: readonly Tick[];
    readonly pathX: readonly Tick[];
  };
}

export interface Tick {
  readonly value: number;
  readonly at: number;
  readonly label: string;
}

const finite = (values: readonly number[]) => values.filter(Number.isFinite);
const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Scales of all models together. @param estimates null while they are worked out; the axis makes room for them then */
export function learningScales({ facets, chance, measure }: LearningFigure, estimates: readonly NewsEstimate[] | null, { knowledge, loss, path }: LearningBoxes): LearningScales {
  const points = facets.flatMap(({ curves }) => curves.flatMap((curve) => curve.points));
  const levels = [...facets.map(({ context }) => context), chance ?? NaN];
  const values = finite([...levels, ...points.flatMap(({ closed, column }) => [meanOf(closed.values), estimates?.[column]?.low ?? NaN, estimates?.[column]?.high ?? NaN])]);
  const knows = scaleLinear(measure === 'logp' ? [Math.min(-1, ...values), Math.max(-0.5, ...values)] : [0, Math.max(0.5, ...values)], [knowledge.bottom, knowledge.top]).nice(5);
  const losses = finite(points.map((point) => point.loss)).filter((value) => value > 0);
  const falls = scaleLinear([0, Math.max(1e-3, ...losses)], [loss.bottom, loss.top]).nice(4);
  const pathLoss = scaleLog([Math.min(...losses, 1), Math.max(...losses, 1.01)], [path.left + 6, path.right - 6]);
  const x = exposureScale(finite(points.map(({ exposures }) => exposures)), knowledge.left, knowledge.right);
  const vertical = (scale: ReturnType<typeof scaleLinear<number>>, count: number) => scale.ticks(count).map((value): Tick => ({ value, at: scale(value), label: scale.tickFormat(count)(value).replace('-', '−') }));
  return {
    x: x.place,
    knows,
    loss: falls,
    pathX: (value) => pathLoss(Math.max(value, 1e-9)),
    pathY: (value) => path.top + ((knows(value) - knowledge.top) * (path.bottom - path.top)) / (knowledge.bottom - knowledge.top),
    ticks: {
      x: clear(x.round.map((value) => ({ value, at: x.place(value), label: countLabel(value) }))),
      knows: vertical(knows, 5),
      loss: vertical(falls, 3),
      pathX: clear(roundNumbers(pathLoss.domain() as [number, number]).map((value) => ({ value, at: pathLoss(value), label: String(value) }))),
    },
  };
}

/** Logarithmic above the least positive one; nothing seen stands a step to the left of it. NaN has no place. */
export function exposureScale(values: readonly number[], left: number, right: number): { readonly place: (value: number) => number; readonly round: readonly number[] } {
  const positive = values.filter((value) => value > 0);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  if (!Number.isFinite(least)) return { place: (value) => (value <= 0 ? left : NaN), round: values.length === 0 ? [] : [0] };
  const zero = values.includes(0);
  const first = zero ? left + Math.min(44, (right - left) * 0.16) : left;
  const scale = scaleLog([least, Math.max(most, least * 2)], [first, right]).clamp(true);
  return { place: (value) => (Number.isNaN(value) ? NaN : value <= 0 ? left : scale(value)), round: [...(zero ? [0] : []), ...roundNumbers([least, most])] };
}

/** 1, 2 and 5 times powers of ten inside; the ends where there are none. */
export function roundNumbers([least, most]: readonly [number, number]): readonly number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++) {
    for (const digit of [1, 2, 5]) {
      const value = Number(`${digit}e${power}`);
      if (value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9)) found.push(value);
    }
  }
  return found.length === 0 ? [least, most] : found;
}

const CHARACTER = 6.6;
const GAP = 10;

/** Ticks from the left as far as their labels stay clear of those before. */
export function clear(ticks: readonly Tick[]): readonly Tick[] {
  const kept: Tick[] = [];
  const half = ({ label }: Tick) => (label.length * CHARACTER) / 2;
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || tick.at - half(tick) >= last.at + half(last) + GAP) kept.push(tick);
  }
  return kept;
}

function countLabel(value: number): string {
  return value >= 10_000 ? `${Number((value / 1000).toPrecision(3))}k` : String(value);
}

/** Where a checkpoint stands in the three plots: knowledge, loss, one against the other. NaN where it does not. */
export function markPlaces({ exposures, loss, closed }: LearningPoint, scales: LearningScales): readonly (readonly [x: number, y: number])[] {
  const knows = meanOf(closed.values);
  return [
    [scales.x(exposures), scales.knows(knows)],
    [scales.x(exposures), scales.loss(loss)],
    [scales.pathX(loss), scales.pathY(knows)],
  ];
}

/** A checkpoint of a curve. */
export interface LearningMark {
  readonly facet: number;
  readonly protocol: string;
  readonly point: LearningPoint;
}

/** Farther than this from any mark, in pixels, nothing is meant. */
const REACH = 26;

/** The mark nearest a place of one model's picture, in any of its three plots; null where none is near. */
export function nearestMark({ curves }: LearningFacet, facet: number, scales: LearningScales, x: number, y: number): LearningMark | null {
  let nearest: LearningMark | null = null;
  let least = REACH;
  for (const { protocol, points } of curves) {
    for (const point of points) {
      for (const [px, py] of markPlaces(point, scales)) {
        const distance = Math.hypot(px - x, py - y);
        // Losses may be missing: a distance that is not a number is no nearer.
        if (distance < least) [nearest, least] = [{ facet, protocol, point }, distance];
      }
    }
  }
  return nearest;
}

/** Where a place between two stops stands, in pixels; evenly between them on the logarithm of steps + 1. @param place null: the last */
export function cursorPlace(points: readonly LearningPoint[], place: number | null, x: (exposures: number) => number): number {
  const last = points.at(-1);
  if (last === undefined) return NaN;
  const after = place === null ? -1 : points.findIndex(({ step }) => step >= place);
  if (after === -1) return x(last.exposures);
  const to = points[after]!;
  if (after === 0 || to.step === place) return x(to.exposures);
  const from = points[after - 1]!;
  const part = Math.log((place! + 1) / (from.step + 1)) / Math.log((to.step + 1) / (from.step + 1));
  return x(from.exposures) + part * (x(to.exposures) - x(from.exposures));
}
