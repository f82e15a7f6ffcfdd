import type { ImportDraft } from '../../state/opening/importing.ts';
import { previewRows } from './mappingWords.ts';

/** What is still wrong, or what would be opened. */
export function MappingCheck({ draft }: { readonly draft: ImportDraft }) {
  const { plan, issues, notes } = draft.check;
  const { failure } = draft;
  return (
    <div className="mapping-check" aria-live="polite" data-testid="mapping-check">
      {failure !== null && (
        <p className="mapping-fault" role="alert">
          {failure.message} {failure.remedy}
        </p>
      )}
      {issues.map(({ message, remedy }) => (
        <p key={message} className="mapping-fault">
          {message} {remedy}
        </p>
      ))}
      {plan !== null && (
        <dl className="mapping-preview numeric">
          {previewRows(plan, draft.proposal.listing).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {plan !== null &&
        notes.map((note) => (
          <p key={note} className="hint">
            {note}
          </p>
        ))}
    </div>
  );
}
