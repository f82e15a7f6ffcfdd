/** The stage before there is a panel: the list of samples is on its way, or could not be read. */
import { useExplorer, useRecordings } from '../../state/binding.tsx';
import { OpenFileButton } from '../controls/OpenFileButton.tsx';

export function EmptyStage() {
  const { commands } = useExplorer();
  const catalog = useRecordings((state) => state.catalog);
  const other = useRecordings((state) => state.catalogUrl);
  if (catalog.status === 'loading') {
    return (
      <div className="stage-empty" role="status">
        <p className="stage-empty-title">Loading the list of recordings</p>
        <progress aria-label="Loading the list of recordings" />
      </div>
    );
  }
  if (catalog.status === 'error') {
    return (
      <div className="stage-empty">
        <p className="stage-empty-title">{other === null ? 'The sample recordings are not available' : 'The list of recordings is not available'}</p>
        {other !== null && <p className="hint">{other}</p>}
        <p>{catalog.failure.message}</p>
        <p className="hint">{catalog.failure.remedy}</p>
        <div className="stage-empty-actions">
          <button type="button" className="button button-primary" onClick={() => commands.retryCatalog()}>
            Try again
          </button>
          {other !== null && (
            <button type="button" className="button" onClick={() => commands.showSamples()}>
              Show the samples
            </button>
          )}
          <OpenFileButton />
        </div>
      </div>
    );
  }
  return (
    <div className="stage-empty">
      <p className="stage-empty-title">No recording is shown</p>
      <p className="hint">Choose one of the samples, or open or drop a recording of your own.</p>
      <OpenFileButton />
    </div>
  );
}
