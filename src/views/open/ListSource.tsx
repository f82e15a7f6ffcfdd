/** Says where the list of recordings comes from when it is not the samples, and leads back to them. */
import { useExplorer, useRecordings } from '../../state/binding.tsx';

export function ListSource() {
  const { commands } = useExplorer();
  const url = useRecordings((state) => state.catalogUrl);
  const catalog = useRecordings((state) => state.catalog);
  if (url === null) return null;
  return (
    <section className="open-part">
      <h3 className="open-subtitle">List of recordings</h3>
      <p className="open-url">{url}</p>
      {catalog.status === 'error' && (
        <p className="open-fault">
          {catalog.failure.message} {catalog.failure.remedy}
        </p>
      )}
      <div className="open-row">
        <button type="button" className="button button-small" onClick={() => commands.showSamples()}>
          List the samples instead
        </button>
      </div>
    </section>
  );
}
