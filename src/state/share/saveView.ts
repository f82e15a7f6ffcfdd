/** Makes the file of a saved view: hashes the recordings that the catalog gives no hash of. */
import type { AnalysisClient, CallOptions } from '../../worker/pool/client.ts';
import type { CatalogEntry } from '../recordings/catalog.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import type { RecordingsStore } from '../recordings/recordingsStore.ts';
import { writeSavedView, type SavedRecording } from './savedView.ts';
import { SAVED_VIEW_EXTENSION } from './savedViewFile.ts';
import type { ViewStore } from '../view/viewStore.ts';
import { slugOf } from '../../core/recording/words.ts';

export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

export interface SaveViewOptions {
  readonly client: Pick<AnalysisClient, 'run'>;
  readonly library: Pick<RecordingLibrary, 'open' | 'sourceOf'>;
  readonly recordings: RecordingsStore;
  readonly view: ViewStore;
}

/** The view as it is now. Rejects with a FailureError: a recording cannot be opened or read, or it was cancelled. */
export async function saveView({ client, library, recordings, view }: SaveViewOptions, options: CallOptions): Promise<SavedFile> {
  const state = view.getState();
  const described: SavedRecording[] = [];
  for (const id of new Set(state.panels.map(({ recordingId }) => recordingId))) {
    const { handle, info } = await library.open(id, options);
    const { title, model } = info.metadata;
    const entry = catalogEntry(recordings, id);
    // The catalog's hash holds for a file of its size; the opening has refused any other.
    const sha256 = entry?.bytes === info.byteLength ? entry.sha256 : await client.run('hash', { handle }, options);
    described.push({ id, name: library.sourceOf(id)?.name ?? id, bytes: info.byteLength, sha256, title, model: model.id });
  }
  return { name: fileName(described[0]?.title ?? 'view'), text: writeSavedView({ view: state, recordings: described }, new Date()) };
}

function catalogEntry({ getState }: RecordingsStore, id: string): CatalogEntry | undefined {
  const { catalog } = getState();
  return catalog.status === 'ready' ? catalog.entries.find((entry) => entry.id === id) : undefined;
}

function fileName(title: string): string {
  const slug = slugOf(title);
  return `${slug === '' ? 'view' : slug}${SAVED_VIEW_EXTENSION}`;
}
