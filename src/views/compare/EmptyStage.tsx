/** The stage before there is a panel: the list of samples is on its way, or could not be read. */
import { useExplorer, useRecordings } from '../../state/binding.tsx';
import { OpenFileButton } from '../controls/OpenFileButton.tsx';

export function EmptyStage() {
  const { commands } = useExplorer();
  const catalog = useRecordings((state) => state.catalog);
  if (catalog.status === 'loading') {
    return (
      <div className="stage-empty" role="status">
        <p className="stage-empty-title">Loading the list of samples</p>
        <progress aria-label="Loading the list of samples" />
      </div>
    );
  }
  if (catalog.status === 'error') {
    return (
      <div className="stage-empty">
        <p className="stage-empty-title">The sample recordings are not available</p>
        <p>{catalog.failure.message}</p>
        <p className="hint">{catalog.failure.remedy}</p>
        <div className="stage-empty-actions">
          <button type="button" className="button button-primary" onClick={() => commands.retryCatalog()}>
            Try again
          </button>
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
