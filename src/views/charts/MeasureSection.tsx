/** The definition of a measure, as docs/measures.md has it. */
import sections from '../../../docs/measures.md?sections';
import { ExplainedTerm } from '../ui/InfoPopover.tsx';
import * as styles from './charts.module.css';

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

/** The formula of a measure and what it cannot tell, as docs/measures.md has them; loaded when a reader asks. */
function Span({ kind, text }: DocSpan) {
  switch (kind) {
    case 'code':
      return <code>{text}</code>;
    case 'em':
      return <em>{text}</em>;
    case 'strong':
      return <strong>{text}</strong>;
    case 'plain':
      return text;
  }
}

/** Nothing where the document has no such section. */
export function MeasureSection({ id }: { readonly id: string }) {
  const section = (sections as DocSections)[id];
  if (section === undefined || section.blocks.length === 0) return null;
  return (
    <section className={styles.measureSection} data-testid="measure-section">
      <ExplainedTerm>{section.title}</ExplainedTerm>
      {section.blocks.map(({ kind, spans }, b) => (
        <p key={b} className={kind === 'item' ? styles.measureItem : undefined}>
          {spans.map((span, s) => (
            <Span key={s} {...span} />
          ))}
        </p>
      ))}
    </section>
  );
}
