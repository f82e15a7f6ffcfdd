/** Quantiles: of ascending values, and of Student's t. */

/** Quantile of ascending values, linear between order statistics (R type 7, numpy's default). NaN when there are none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below]!;
  return low + (at - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - low);
}

/**
 * The t with P(|T| <= t) = `coverage` for Student's distribution with whole degrees of freedom, by bisection on the finite
 * series of the distribution (Abramowitz and Stegun 26.7.3 and 26.7.4). NaN below one degree.
 */
export function studentQuantile(coverage: number, degrees: number): number {
  if (degrees < 1) return NaN;
  let low = 0;
  let high = Math.PI / 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (coverageAt(middle, degrees) < coverage) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}

/** P(|T| > t) for Student's distribution with whole degrees of freedom. NaN below one degree. */
export function studentTail(t: number, degrees: number): number {
  return degrees < 1 ? NaN : 1 - coverageAt(Math.atan(Math.abs(t) / Math.sqrt(degrees)), degrees);
}

/** P(|T| <= t) for t = sqrt(degrees) tan(angle). */
function coverageAt(angle: number, degrees: number): number {
  const cosine = Math.cos(angle);
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * cosine * cosine;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
