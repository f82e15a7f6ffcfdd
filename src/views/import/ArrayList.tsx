import { useState } from 'react';
import type { ImportDraft } from '../../state/opening/importing.ts';
import { ArrayRow } from './ArrayRow.tsx';
import { inOrderOfInterest } from './mappingWords.ts';

/** Rows drawn at once; a file may hold thousands of arrays. */
const ROWS = 200;

/** Every array with its role. Those that have one when the panel opens stand first, and stay where they are. */
export function ArrayList({ draft }: { readonly draft: ImportDraft }) {
  const { listing, mapping } = draft.proposal;
  const [{ used, ignored }] = useState(() => inOrderOfInterest(listing, mapping));
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const others = ignored.filter(({ name }) => wanted === '' || name.toLowerCase().includes(wanted));
  return (
    <div className="mapping-arrays">
      <ul className="mapping-list" aria-label="Arrays">
        {used.slice(0, ROWS).map((array) => (
          <ArrayRow key={array.name} array={array} draft={draft} />
        ))}
        {used.length > 0 && ignored.length > 0 && (
          <li className="mapping-divider">
            {ignored.length} other {ignored.length === 1 ? 'array' : 'arrays'}
          </li>
        )}
        {ignored.length > ROWS && (
          <li className="mapping-filter">
            <input className="mapping-input" type="search" aria-label="Find an array by name" placeholder="Find by name" value={filter} onChange={(event) => setFilter(event.currentTarget.value)} />
          </li>
        )}
        {others.slice(0, ROWS).map((array) => (
          <ArrayRow key={array.name} array={array} draft={draft} />
        ))}
        {others.length > ROWS && <li className="hint">{others.length - ROWS} more are not listed; find them by name.</li>}
      </ul>
    </div>
  );
}
