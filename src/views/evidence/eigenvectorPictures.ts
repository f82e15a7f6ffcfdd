/** Which eigenvectors are drawn, and where the nodes of their pictures stand. */
import type { LayoutPoint, RecordingGraph } from '../../core/recording/types.ts';

/** The graph's own layout, or a circle in node order; both into -1..1, y up. */
export function pictureLayout({ layout }: Pick<RecordingGraph, 'layout'>, nodes: number): readonly LayoutPoint[] {
  if (layout === null) {
    return Array.from({ length: nodes }, (_, i): LayoutPoint => [Math.sin((2 * Math.PI * i) / nodes), Math.cos((2 * Math.PI * i) / nodes)]);
  }
  const middle = (axis: 0 | 1) => (Math.min(...layout.map((point) => point[axis])) + Math.max(...layout.map((point) => point[axis]))) / 2;
  const [cx, cy] = [middle(0), middle(1)];
  const reach = Math.max(1e-9, ...layout.map(([x, y]) => Math.max(Math.abs(x - cx), Math.abs(y - cy))));
  return layout.map(([x, y]): LayoutPoint => [(x - cx) / reach, (y - cy) / reach]);
}

/** The `smooth` first and the `rough` last of `count`, none twice. */
export function endsOf(count: number, smooth: number, rough: number): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  return count <= smooth + rough ? all : [...all.slice(0, smooth), ...all.slice(count - rough)];
}
