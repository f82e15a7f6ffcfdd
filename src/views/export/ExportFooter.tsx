/** How the export goes: progress and cancel, what was saved, or what went wrong. */
import { formatBytes } from '../controls/formatNumber.ts';
import type { ExportProgress } from './exportJobs.ts';
import type { ExportRunner } from './useExportRun.ts';

function progressWords(progress: ExportProgress | null): string {
  if (progress === null) return 'Starting';
  const { what, done, total } = progress;
  if (total === null) return what;
  const bytes = what === 'Hash of the data' || what === 'Reading';
  return `${what}: ${bytes ? `${formatBytes(done)} of ${formatBytes(total)}` : `${done} of ${total}`}`;
}

export function ExportFooter({ runner: { run, cancel } }: { readonly runner: ExportRunner }) {
  switch (run.status) {
    case 'idle':
      return <div className="export-footer hint">Every export says how it was made, so that its numbers can be computed again.</div>;
    case 'running': {
      const { progress } = run;
      const share = progress?.total ? progress.done / progress.total : null;
      return (
        <div className="export-footer export-running">
          <progress aria-label="Export" {...(share === null ? {} : { value: share, max: 1 })} />
          <span className="export-words" data-testid="export-progress">
            {progressWords(progress)}
          </span>
          <button type="button" className="button button-small" data-testid="export-cancel" onClick={cancel}>
            Cancel
          </button>
        </div>
      );
    }
    case 'saved':
      return (
        <div className="export-footer" role="status" data-testid="export-saved">
          {run.text}
        </div>
      );
    case 'cancelled':
      return (
        <div className="export-footer" role="status" data-testid="export-cancelled">
          Cancelled. Nothing was saved.
        </div>
      );
    case 'failed':
      return (
        <div className="export-footer export-failed" role="alert" data-testid="export-failed">
          <strong>The export failed.</strong> {run.failure.file} {run.failure.message} <span className="export-remedy">{run.failure.remedy}</span>
        </div>
      );
  }
}
