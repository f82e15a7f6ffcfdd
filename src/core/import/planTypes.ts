/** An import that has been thought through: where every number of the recording comes from. */
import type { BuiltGraph } from './mapping.ts';

/** Something that keeps a mapping from being used. */
export interface ImportIssue {
  /** The array at fault, or null where something is missing. */
  readonly array: string | null;
  readonly message: string;
  readonly remedy: string;
}

/** Class means of one layer at one context: that of word i in dimension k is value offset + i wordStride + k dimensionStride. */
export interface MeansPiece {
  readonly array: string;
  readonly offset: number;
  readonly wordStride: number;
  readonly dimensionStride: number;
}

/** n values of `array`: that of word i is value offset + i stride. */
export interface WordsPiece {
  readonly array: string;
  readonly offset: number;
  readonly stride: number;
}

/** Values of one context, of which there is one a sequence, or one in all. */
export interface AccuracyPiece {
  readonly array: string;
  readonly offset: number;
  /** Values from one sequence to the next. */
  readonly stride: number;
}

export interface GraphPiece {
  readonly array: string;
  readonly form: 'adjacency' | 'edges';
  readonly above: number;
}

export interface ImportPlan {
  readonly nodes: number;
  readonly hiddenSize: number;
  /** Tokens, ascending. */
  readonly contexts: readonly number[];
  /** Ascending. */
  readonly layers: readonly number[];
  /** [L][S] */
  readonly means: readonly (readonly MeansPiece[])[];
  readonly labels: string | null;
  /** [S]; null: every word whose mean is there. */
  readonly presence: readonly (WordsPiece | null)[];
  /** [S]; null where it is not known. */
  readonly counts: readonly (WordsPiece | null)[] | null;
  /** Rows, A, and [S] pieces; null where the file has none of that context. */
  readonly accuracy: { readonly rows: number; readonly pieces: readonly (AccuracyPiece | null)[] } | null;
  readonly contextGraph: GraphPiece | BuiltGraph;
  readonly references: readonly GraphPiece[];
  readonly calendar: boolean;
  readonly title: string;
  readonly model: string;
}

export interface ImportCheck {
  /** Null while there are issues. */
  readonly plan: ImportPlan | null;
  readonly issues: readonly ImportIssue[];
  /** Sentences on what is left out or taken to be so. */
  readonly notes: readonly string[];
}
