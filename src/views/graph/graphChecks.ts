/** What can be said of a graph at a glance while it is drawn. */
import type { Edge } from '../../core/recording/types.ts';
import type { DraftGraph } from '../../state/graphs/draftGraph.ts';

export interface GraphCheck {
  readonly name: string;
  readonly value: string;
  /** The recorder, or a walk, would not get along with it. */
  readonly caution: boolean;
}

function neighbours(nodes: number, edges: readonly Edge[], way: 'both' | 'on' | 'back'): readonly (readonly number[])[] {
  const lists: number[][] = Array.from({ length: nodes }, () => []);
  for (const [from, to] of edges) {
    if (way !== 'back') lists[from]!.push(to);
    if (way !== 'on') lists[to]!.push(from);
  }
  return lists;
}

/** Number of the part every node lies in, numbered from 0, and its side of a two-colouring of that part. */
function parts(lists: readonly (readonly number[])[]): { readonly count: number; readonly bipartite: boolean } {
  const side = new Int8Array(lists.length).fill(-1);
  let count = 0;
  let bipartite = true;
  for (let start = 0; start < lists.length; start++) {
    if (side[start] !== -1) continue;
    count += 1;
    side[start] = 0;
    const queue = [start];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const next of lists[at]!) {
        if (side[next] === -1) {
          side[next] = 1 - side[at]!;
          queue.push(next);
        } else if (side[next] === side[at]) bipartite = false;
      }
    }
  }
  return { count, bipartite };
}

function reachesAll(lists: readonly (readonly number[])[]): boolean {
  const seen = new Set([0]);
  for (const at of seen) for (const next of lists[at]!) seen.add(next);
  return seen.size === lists.length;
}

/** True where a walk comes from every node to every other. */
export function isWalkable({ labels, edges, directed }: DraftGraph): boolean {
  const nodes = labels.length;
  if (!directed) return reachesAll(neighbours(nodes, edges, 'both'));
  return reachesAll(neighbours(nodes, edges, 'on')) && reachesAll(neighbours(nodes, edges, 'back'));
}

export function graphChecks(draft: DraftGraph): readonly GraphCheck[] {
  const { labels, edges, directed } = draft;
  const lists = neighbours(labels.length, edges, 'both');
  const { count, bipartite } = parts(lists);
  const lonely = lists.filter((list) => list.length === 0).length;
  const plain = (name: string, value: string, caution = false): GraphCheck => ({ name, value, caution });
  const connected = count > 1 ? `no, ${count} parts${lonely > 0 ? `, ${lonely} without an edge` : ''}` : directed && !isWalkable(draft) ? 'not along the arrows' : 'yes';
  const degrees = directed
    ? [plain('Arrows out', rangeText(neighbours(labels.length, edges, 'on'))), plain('Arrows in', rangeText(neighbours(labels.length, edges, 'back')))]
    : [plain('Neighbours', rangeText(lists))];
  return [
    plain('Size', `${labels.length} nodes, ${edges.length} ${edges.length === 1 ? 'edge' : 'edges'}`),
    plain('Connected', connected, connected !== 'yes'),
    ...degrees,
    plain('Bipartite', edges.length === 0 ? 'no edges yet' : bipartite ? 'yes' : 'no'),
  ];
}

function rangeText(lists: readonly (readonly number[])[]): string {
  const degrees = lists.map((list) => list.length);
  const [least, most] = [Math.min(...degrees), Math.max(...degrees)];
  return least === most ? `${least} each` : `${least} to ${most}`;
}
