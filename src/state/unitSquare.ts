import type { LayoutPoint } from '../core/recording/types.ts';

/** The points moved and scaled alike in x and y, so that they fill [-1, 1]^2. Equal points go to the middle. */
export function fitUnitSquare(points: readonly LayoutPoint[]): readonly LayoutPoint[] {
  const range = (axis: 0 | 1) => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) [low, high] = [Math.min(low, point[axis]), Math.max(high, point[axis])];
    return { middle: low / 2 + high / 2, half: high / 2 - low / 2 };
  };
  const [x, y] = [range(0), range(1)];
  const reach = Math.max(x.half, y.half);
  if (!(reach > 0)) return points.map(() => [0, 0]);
  return points.map(([px, py]): LayoutPoint => [(px - x.middle) / reach, (py - y.middle) / reach]);
}
