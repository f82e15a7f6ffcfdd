/** Keeps every slot of evidence at what the open tab asks for. */
import type { EvidenceName } from './evidenceStore.ts';

export interface EvidenceScheduler {
  /** Runs a piece of evidence again that failed or was cancelled. */
  readonly retry: (name: EvidenceName) => void;
  readonly cancel: (name: EvidenceName) => void;
  /** Takes note that a recording's data has been replaced. */
  readonly replace: (recordingId: string) => void;
  readonly dispose: () => void;
}
