/** Shows what a hash describes, and tells the reader what of it could not be shown. */
import type { Notices } from './notices.ts';
import { decodeView } from './urlCodec.ts';
import type { PanelSpec, ViewStore } from './viewStore.ts';

export interface UrlStateOptions {
  readonly view: ViewStore;
  readonly notices: Notices;
  readonly isKnown: (recordingId: string) => boolean;
  /** What is shown when the hash names no recording that is known; null when there is none at all. */
  readonly fallback: () => PanelSpec | null;
}

/** Recordings that the hash names but that are not here are left out; the fallback is shown when none remains. */
export function applyHash(hash: string, { view, notices, isKnown, fallback }: UrlStateOptions): void {
  const { view: described, problems } = decodeView(hash);
  const unknown = described.panels.filter(({ recordingId }) => !isKnown(recordingId));
  const known = described.panels.filter(({ recordingId }) => isKnown(recordingId));
  const substitute = known.length === 0 ? fallback() : null;
  const panels = substitute === null ? known : [substitute];
  const elsewhere = unknown.length > 0 ? { cursor: null, pinned: null } : {};
  const { resets } = view.getState();
  view.getState().update({ ...described, panels, resets, ...elsewhere });

  if (problems.length > 0) {
    const fields = problems.map(({ field, value }) => `${field}=${value}`).join(', ');
    notices.info(
      'The address could not be read in full',
      `These parts of the address have no meaning here: ${fields}.`,
      'Their defaults are shown; every choice you make writes the address anew.',
      'address',
    );
  }
  for (const id of new Set(unknown.map(({ recordingId }) => recordingId))) {
    notices.info(
      'A recording in the address is not here',
      `The address names the recording "${id}", which is not among the recordings.`,
      id.startsWith('file:') ? 'It was a local file: open it again.' : 'Choose one from the list, or open its file.',
      id,
    );
  }
}
