/** Which arrays are graphs, and which of them is the one that the words follow. */
import { shortened } from '../recording/failure.ts';
import { lastPart } from './arrayTable.ts';
import type { Confidence, GuessReason } from './guessMeans.ts';
import type { ListedArray, RoleOfArray } from './mapping.ts';

export interface GuessedGraphs {
  readonly roles: readonly RoleOfArray[];
  readonly reasons: readonly GuessReason[];
  readonly unclear: readonly string[];
}

const GRAPH = /^a$|adj|graph|edge|link|neighbou?r|^a_/i;
const CONTEXT = /primary|context|walk|in_?ctx/i;
const REFERENCE = /calend|ref|ham|natural|semantic|baseline|prior|pretrain|wrong|other|alt/i;
const NO_GRAPH = /dist|cov|gram|corr|sim(?![a-z])|kern|energ|laplac|degree|mask|present|means?(?![a-z])|rotation|identity|eye/i;
const PAIRS = /edge|link|pair|graph/i;

interface Candidate {
  readonly array: ListedArray;
  readonly form: 'adjacency' | 'edges';
  /** Higher: rather the graph that the words follow. */
  readonly score: number;
  readonly reference: boolean;
}

/** `arrays` by name, ascending; `taken`: arrays that have a role already. */
export function guessGraphs(arrays: readonly ListedArray[], nodes: number, taken: ReadonlySet<string>): GuessedGraphs {
  const candidates = arrays.flatMap((array) => (taken.has(array.name) ? [] : (candidateOf(array, nodes) ?? []))).sort((a, b) => b.score - a.score);
  const main = candidates.filter(({ reference }) => !reference)[0] ?? candidates[0];
  if (main === undefined) return { roles: [], reasons: [], unclear: [] };
  const rivals = candidates.filter((other) => other !== main && !other.reference && other.score === main.score);
  const others = candidates.filter((other) => other !== main && other.form === 'adjacency');
  const unclear = [
    ...(rivals.length > 0 ? [`Both ${shortened(main.array.name)} and ${shortened(rivals[0]!.array.name)} could be the graph that the words follow; the first is taken.`] : []),
    ...(main.array.matrix !== null && main.form === 'adjacency' && isComplete(main.array, nodes) ? [`${shortened(main.array.name)} joins every word to every other: is it weighted, and above which value is an edge?`] : []),
  ];
  const role = ({ array, form }: Candidate, kind: 'context-graph' | 'reference-graph'): RoleOfArray => ({ array: array.name, role: { kind, form, above: 0 } });
  return {
    roles: [role(main, 'context-graph'), ...others.map((other) => role(other, 'reference-graph'))],
    reasons: [
      { array: main.array.name, role: 'context-graph', reason: reasonFor(main, nodes), confidence: rivals.length > 0 ? 'unsure' : confidence(main) },
      ...others.map((other): GuessReason => ({ array: other.array.name, role: 'reference-graph', reason: reasonFor(other, nodes), confidence: other.reference ? confidence(other) : 'likely' })),
    ],
    unclear,
  };
}

function candidateOf(array: ListedArray, nodes: number): Candidate | null {
  const { matrix, shape } = array;
  const name = lastPart(array.name);
  if (matrix === null || !matrix.finite || matrix.positive === 0 || NO_GRAPH.test(name)) return null;
  const named = GRAPH.test(name);
  const reference = REFERENCE.test(name) && !CONTEXT.test(name);
  const score = (named ? 4 : 0) + (CONTEXT.test(name) ? 2 : 0) - (reference ? 3 : 0);
  if (shape[0] === nodes && shape[1] === nodes && matrix.min >= 0 && (matrix.binary || named)) {
    return { array, form: 'adjacency', score: score + (matrix.binary ? 2 : 0), reference };
  }
  const numbered = /^[iu]\d+$/.test(array.dtype) || array.dtype === 'f64';
  if (shape[1] === 2 && numbered && PAIRS.test(name) && matrix.min >= 0 && matrix.max < nodes) return { array, form: 'edges', score, reference };
  return null;
}

/** Every pair is joined: weights rather than edges. */
function isComplete({ matrix, shape }: ListedArray, nodes: number): boolean {
  return shape[0] === nodes && nodes > 3 && matrix!.positive === nodes * (nodes - 1);
}

function confidence({ array, form, score }: Candidate): Confidence {
  return form === 'adjacency' && array.matrix!.binary && score >= 4 ? 'certain' : 'likely';
}

function reasonFor({ array, form }: Candidate, nodes: number): string {
  if (form === 'edges') return 'Pairs of word numbers.';
  const { binary, symmetric } = array.matrix!;
  return `Square, one row a word (${nodes}), ${binary ? 'only 0 and 1' : 'weighted'}, ${symmetric ? 'symmetric' : 'not symmetric'}.`;
}
