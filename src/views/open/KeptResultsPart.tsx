/** Computed results that this browser keeps, and a way to clear them. */
import { useEffect } from 'react';
import { useExplorer, useResultStorage } from '../../state/binding.tsx';
import { formatBytes, formatCount } from '../controls/formatNumber.ts';

export function KeptResultsPart() {
  const { resultStorage } = useExplorer();
  const { status, size } = useResultStorage();
  useEffect(() => void resultStorage.read(), [resultStorage]);
  if (status !== 'ready') return null;
  return (
    <section className="open-part" aria-label="Kept results">
      <h3 className="open-subtitle">Kept results</h3>
      <p className="hint" data-testid="kept-results">
        {size.results === 0
          ? 'None yet. What is computed of a layer stays in this browser, so that it need not be computed again.'
          : `${formatCount(size.results)} computed, ${formatBytes(size.bytes)}, stay in this browser, so that they need not be computed again. They are numbers alone, without names or words.`}
      </p>
      {size.results > 0 && (
        <button type="button" className="button button-small open-forget" onClick={() => void resultStorage.clear()}>
          Clear kept results
        </button>
      )}
    </section>
  );
}
