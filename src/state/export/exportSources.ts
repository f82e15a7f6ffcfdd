/** What an export needs of the recordings beyond what is on the stage. */
import type { LayerLoadings } from '../../core/analysis/layerLoadings.ts';
import type { AnalysisSettings } from '../../core/analysis/settings.ts';
import type { AnalysisClient, CallOptions } from '../../worker/pool/client.ts';
import { cancelledFailure, failureOf, FailureError, isCancelled, type Failure } from '../../worker/failure.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';

/** Every method rejects with a FailureError. */
export interface ExportSources {
  /** SHA-256 of a recording's bytes; reads all of them, with progress in bytes. */
  hash(recordingId: string, options?: CallOptions): Promise<string>;
  /** The loadings behind a panel's scores. */
  loadings(recordingId: string, settings: AnalysisSettings, options?: CallOptions): Promise<LayerLoadings>;
}

export function createExportSources(client: AnalysisClient, library: Pick<RecordingLibrary, 'open'>): ExportSources {
  return {
    async hash(recordingId, options = {}) {
      const { handle } = await library.open(recordingId, options);
      return client.run('hash', { handle }, options);
    },
    async loadings(recordingId, settings, options = {}) {
      const { handle } = await library.open(recordingId, options);
      return client.run('loadings', { handle, settings }, { ...options, rank: 'null' });
    },
  };
}

/** What went wrong with an export, for the reader; null when it was cancelled. */
export function exportFailure(error: unknown, signal: AbortSignal): Failure | null {
  if (signal.aborted || isCancelled(error)) return null;
  return failureOf(error, null);
}

/** Throws what a cancelled call rejects with. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new DOMException(cancelledFailure().message, 'AbortError');
}

/** A failure of the browser's own means, with what the reader can do instead. */
export function exportError(message: string, remedy: string): Error {
  return new FailureError({ code: 'internal', file: null, field: null, message, remedy });
}
