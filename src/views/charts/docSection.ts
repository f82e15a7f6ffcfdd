/** A section of a document as plain text with marks: it is shown without any HTML of its own. */

export interface DocSpan {
  readonly kind: 'plain' | 'code' | 'em' | 'strong';
  readonly text: string;
}

export interface DocBlock {
  readonly kind: 'paragraph' | 'item';
  readonly spans: readonly DocSpan[];
}

export interface DocSection {
  readonly title: string;
  readonly blocks: readonly DocBlock[];
}

/** By the id of the section's heading. */
export type DocSections = Readonly<Record<string, DocSection>>;
