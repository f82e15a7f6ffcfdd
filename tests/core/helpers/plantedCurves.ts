/** Curves over context with planted crossings and breaks, and rows of them with noise. */

/** Middles of the segments of the sample recordings. */
export const CONTEXTS = [5, 15, 25, 35, 45, 55, 65, 75, 85, 95, 112, 137, 162, 187, 225, 275, 325, 375, 425];
export const LOG_CONTEXTS = Float64Array.from(CONTEXTS, Math.log);

/** Continuous piecewise-linear in log context; breaks in tokens. */
export function bent(start: number, slopes: readonly number[], breaks: readonly number[]): Float64Array {
  return LOG_CONTEXTS.map(
    (at) => start + slopes[0]! * at + breaks.reduce((sum, place, i) => sum + (slopes[i + 1]! - slopes[i]!) * Math.max(0, at - Math.log(place)), 0),
  );
}

/** Reaches `level` at `critical` tokens, linear in log context all along. */
export function rising(critical: number, level = 0.5): Float64Array {
  return LOG_CONTEXTS.map((at) => level + 0.15 * (at - Math.log(critical)));
}

/** [rows, P]: white noise at every point and, as walks have, a level of each row's own. */
export function noisyRows(curve: Float64Array, rows: number, sd: number, normal: () => number, ownLevel = 0): Float64Array {
  const levels = Float64Array.from({ length: rows }, () => (ownLevel === 0 ? 0 : ownLevel * normal()));
  return Float64Array.from({ length: rows * curve.length }, (_, at) => curve[at % curve.length]! + levels[Math.floor(at / curve.length)]! + sd * normal());
}
