/** The formula of a measure and what it cannot tell, as docs/measures.md has them; loaded when a reader asks. */
import sections from '../../../docs/measures.md?sections';
import type { DocSections, DocSpan } from './docSection.ts';

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
    <div className="measure-section">
      <p className="info-term">{section.title}</p>
      {section.blocks.map(({ kind, spans }, b) => (
        <p key={b} className={kind === 'item' ? 'measure-item' : undefined}>
          {spans.map((span, s) => (
            <Span key={s} {...span} />
          ))}
        </p>
      ))}
    </div>
  );
}
