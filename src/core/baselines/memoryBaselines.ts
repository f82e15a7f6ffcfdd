/** What memory alone predicts along the recorded walks: edges seen once and twice, bigram recall, unigrams. */
import { neighbourLists, undirectedEdges } from '../geometry/graph.ts';
import type { Edge, RecordingGraph, Sampler } from '../recording/types.ts';

/**
 * What a reader without geometry could do with the recorded sequences. R sequences, T tokens; every array is [R, T]
 * row-major, so that accuracyCurve averages them as it averages accuracy. Value t uses tokens 0..t only.
 */
export interface MemoryBaselines {
  readonly sequences: number;
  readonly length: number;
  /** Edges of the context graph, E; undirected ones count once. */
  readonly edges: number;
  /** Share of the graph's edges walked at least once / twice; exact, never masked. */
  readonly seenOnce: Float32Array;
  readonly seenTwice: Float32Array;
  /** The same if every one of the m edge steps so far had been drawn independently and uniformly from the E edges. */
  readonly iidOnce: Float32Array;
  readonly iidTwice: Float32Array;
  /** Mass on the current word's neighbours under its successor counts so far (unigram before its first successor); NaN where accuracy is masked. */
  readonly bigram: Float32Array;
  /** Mass on the current word's neighbours under the word counts so far; NaN where accuracy is masked. */
  readonly unigram: Float32Array;
}

/** Share of `edges` equally likely edges expected at least once after `steps` independent draws: 1 - (1 - 1/E)^m. */
export function expectedSeenOnce(edges: number, steps: number): number {
  return edges === 0 ? NaN : 1 - (1 - 1 / edges) ** steps;
}

/** The same at least twice: 1 - (1 - 1/E)^m - (m/E) (1 - 1/E)^(m - 1). */
export function expectedSeenTwice(edges: number, steps: number): number {
  if (edges === 0) return NaN;
  const missed = 1 - 1 / edges;
  return steps === 0 ? 0 : 1 - missed ** steps - (steps / edges) * missed ** (steps - 1);
}

export interface BaselineInput {
  /** [R, T] row-major node indices. */
  readonly tokens: Int32Array;
  /** [R, T] row-major; only where it is NaN matters. */
  readonly accuracy: Float32Array;
  /** T. */
  readonly length: number;
  readonly nodes: number;
  /** The context graph. */
  readonly graph: Pick<RecordingGraph, 'edges' | 'directed'>;
  /** A lazy walk may also repeat the word, and its accuracy counts that. */
  readonly sampler: Sampler;
}

/**
 * Accuracy baselines worked out from the recorded sequences themselves. Every adjacent pair of words that is an edge
 * counts as a sight of it, also between the pairs of pair sampling. The iid formulas take the number of edge steps the
 * sequence has made so far as their number of draws.
 */
export function memoryBaselines({ tokens, accuracy, length: T, nodes, graph, sampler }: BaselineInput): MemoryBaselines {
  const edges = graph.directed ? distinct(graph.edges) : undirectedEdges(graph.edges);
  const edgeAt = edgeNumbers(edges, nodes, graph.directed);
  const allowed = allowedWords(edges, nodes, graph.directed, sampler === 'lazy-walk');
  const blank = (): Float32Array => new Float32Array(tokens.length);
  const out = { sequences: T === 0 ? 0 : tokens.length / T, length: T, edges: edges.length, seenOnce: blank(), seenTwice: blank(), iidOnce: blank(), iidTwice: blank(), bigram: blank(), unigram: blank() };
  for (let start = 0; start < tokens.length; start += T) {
    const memory = new SequenceMemory(nodes, edgeAt, edges.length);
    for (let t = 0; t < T; t++) {
      const at = start + t;
      const word = tokens[at]!;
      memory.read(word);
      out.seenOnce[at] = memory.share(memory.once);
      out.seenTwice[at] = memory.share(memory.twice);
      out.iidOnce[at] = expectedSeenOnce(edges.length, memory.steps);
      out.iidTwice[at] = expectedSeenTwice(edges.length, memory.steps);
      const masked = Number.isNaN(accuracy[at]);
      out.unigram[at] = masked ? NaN : memory.unigramMass(allowed[word]!);
      out.bigram[at] = masked ? NaN : memory.bigramMass(word, allowed[word]!);
    }
  }
  return out;
}

/** What has been read of one sequence so far. */
class SequenceMemory {
  once = 0;
  twice = 0;
  steps = 0;
  private total = 0;
  private previous = -1;
  private readonly words: Int32Array;
  /** [n, n] successor counts. */
  private readonly successors: Int32Array;
  /** [n] successors seen of every word. */
  private readonly followed: Int32Array;
  private readonly sights: Int32Array;
  private readonly nodes: number;
  private readonly edgeAt: Int32Array;

  constructor(nodes: number, edgeAt: Int32Array, edges: number) {
    this.nodes = nodes;
    this.edgeAt = edgeAt;
    this.words = new Int32Array(nodes);
    this.successors = new Int32Array(nodes * nodes);
    this.followed = new Int32Array(nodes);
    this.sights = new Int32Array(edges);
  }

  read(word: number): void {
    if (this.previous >= 0) {
      const cell = this.previous * this.nodes + word;
      this.successors[cell] = this.successors[cell]! + 1;
      this.followed[this.previous] = this.followed[this.previous]! + 1;
      this.see(this.edgeAt[cell]!);
    }
    this.words[word] = this.words[word]! + 1;
    this.total++;
    this.previous = word;
  }

  share(count: number): number {
    return this.sights.length === 0 ? NaN : count / this.sights.length;
  }

  unigramMass(allowed: readonly number[]): number {
    return allowed.reduce((sum, word) => sum + this.words[word]!, 0) / this.total;
  }

  bigramMass(word: number, allowed: readonly number[]): number {
    const followed = this.followed[word]!;
    if (followed === 0) return this.unigramMass(allowed);
    return allowed.reduce((sum, next) => sum + this.successors[word * this.nodes + next]!, 0) / followed;
  }

  private see(edge: number): void {
    if (edge < 0) return;
    const sights = this.sights[edge]! + 1;
    this.sights[edge] = sights;
    this.steps++;
    if (sights === 1) this.once++;
    if (sights === 2) this.twice++;
  }
}

function distinct(edges: readonly Edge[]): Edge[] {
  return [...new Map(edges.filter(([a, b]) => a !== b).map((edge) => [edge.join(), edge])).values()];
}

/** [n, n] the number of the edge a step from i to j walks, -1 where it walks none. */
function edgeNumbers(edges: readonly Edge[], nodes: number, directed: boolean): Int32Array {
  const out = new Int32Array(nodes * nodes).fill(-1);
  edges.forEach(([a, b], edge) => {
    out[a * nodes + b] = edge;
    if (!directed) out[b * nodes + a] = edge;
  });
  return out;
}

function allowedWords(edges: readonly Edge[], nodes: number, directed: boolean, stays: boolean): number[][] {
  const lists = directed ? Array.from({ length: nodes }, (_, word) => edges.filter(([a]) => a === word).map(([, b]) => b)) : neighbourLists(nodes, edges);
  return stays ? lists.map((list, word) => [...list, word]) : lists;
}
