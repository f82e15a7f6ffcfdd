import type { ImportMapping, RoleKind } from './mapping.ts';

/** `certain`: name, type and shape all say so. `likely`: one of them does, and nothing speaks against it. `unsure`: one of several. */
export type Confidence = 'certain' | 'likely' | 'unsure';

export interface GuessReason {
  readonly array: string;
  readonly role: RoleKind;
  /** One sentence for the reader. */
  readonly reason: string;
  readonly confidence: Confidence;
}

export interface MappingGuess {
  readonly mapping: ImportMapping;
  /** By array name, ascending. */
  readonly reasons: readonly GuessReason[];
  /** Questions that the file leaves open, as sentences; empty when nothing does. */
  readonly unclear: readonly string[];
  /** What looks as if it belonged but could not be placed, as sentences. */
  readonly leftOut: readonly string[];
}
