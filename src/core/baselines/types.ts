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
