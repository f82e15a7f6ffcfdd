/** What was read of a graph in text. */
import type { Edge } from '../../core/recording/types.ts';

export interface TextFault {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

export interface GraphTextReading {
  readonly kind: 'edges' | 'matrix';
  readonly edges: readonly Edge[];
  /** What the text itself says of directions; null: it does not say. */
  readonly directed: boolean | null;
  /** At most MAX_FAULTS. Where there is one, the edges are those of the other lines. */
  readonly faults: readonly TextFault[];
}

export const MAX_FAULTS = 5;
