import type { Selection } from 'd3';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { PlanePicture } from './planePicture.ts';
import styles from './plane.module.css';

type Group = Selection<SVGGElement, unknown, null, undefined>;

const HEAD = 7;
const round = (value: number) => Math.round(value * 10) / 10;

export interface EdgePaths {
  readonly lines: string;
  readonly heads: string;
}

/**
 * SVG path data of the edges that pass `wanted`, from pixels [n, 2]. Edges with an end that is not drawn are left out.
 * Directed edges stop at the rim of their target and carry a head there.
 */
export function edgePaths(
  graph: RecordingGraph,
  screen: Float64Array,
  radius: number,
  wanted: (source: number, target: number) => boolean,
): EdgePaths {
  let lines = '';
  let heads = '';
  for (const [source, target] of graph.edges) {
    if (source === target || !wanted(source, target)) continue;
    const [x1, y1] = [screen[source * 2]!, screen[source * 2 + 1]!];
    let [x2, y2] = [screen[target * 2]!, screen[target * 2 + 1]!];
    if (Number.isNaN(x1) || Number.isNaN(x2)) continue;
    if (graph.directed) {
      const length = Math.hypot(x2 - x1, y2 - y1);
      const back = radius + 2;
      if (length > back + HEAD) {
        const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
        [x2, y2] = [x2 - ux * back, y2 - uy * back];
        const [bx, by] = [x2 - ux * HEAD, y2 - uy * HEAD];
        const side = HEAD * 0.5;
        heads += `M${round(x2)},${round(y2)}L${round(bx - uy * side)},${round(by + ux * side)}L${round(bx + uy * side)},${round(by - ux * side)}Z`;
      }
    }
    lines += `M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}`;
  }
  return { lines, heads };
}

interface EdgeLayer {
  readonly key: string;
  readonly reference: boolean;
  readonly faded: boolean;
  readonly paths: EdgePaths;
}

/** Two strengths per graph: edges of the pointed-at nodes and the others, which fade while a node is pointed at. */
export function drawEdges(group: Group, { content, screen, radius, active }: PlanePicture): void {
  const pointing = active.length > 0;
  const touches = (source: number, target: number) => active.includes(source) || active.includes(target);
  const layers = content.graphs.flatMap((graph): EdgeLayer[] => {
    const reference = graph !== content.context;
    const rest = edgePaths(graph, screen, radius, (s, t) => !pointing || !touches(s, t));
    const layer = { key: `${graph.id} rest`, reference, faded: pointing, paths: rest };
    if (!pointing) return [layer];
    return [layer, { key: `${graph.id} touched`, reference, faded: false, paths: edgePaths(graph, screen, radius, touches) }];
  });
  const joined = group
    .selectAll<SVGGElement, EdgeLayer>('g')
    .data(layers, (layer) => layer.key)
    .join((enter) => {
      const g = enter.append('g');
      g.append('path').attr('class', styles.edge!);
      g.append('path').attr('class', styles.head!);
      return g;
    })
    .attr('class', (layer) => (layer.reference ? styles.reference! : styles.context!))
    .attr('data-role', (layer) => (layer.reference ? 'reference' : 'context'))
    .classed(styles.faded!, (layer) => layer.faded)
    .classed(styles.strong!, (layer) => pointing && !layer.faded);
  joined.select(`.${styles.edge!}`).attr('d', (layer) => layer.paths.lines);
  joined.select(`.${styles.head!}`).attr('d', (layer) => layer.paths.heads);
}
