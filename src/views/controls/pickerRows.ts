/** The rows of the recording picker: the catalog by task, then what the reader opened. */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { CatalogEntry } from '../../state/recordings/catalog.ts';
import type { RecordingStatus } from '../../state/recordings/recordingsStore.ts';
import { formatTokens, shortModelName } from './formatNumber.ts';
import { groupRecordings, searchText } from './recordingGroups.ts';

export interface PickerRow {
  readonly id: string;
  readonly title: string;
  /** Model, nodes and tokens in one line. */
  readonly summary: string;
  readonly description: string;
  readonly search: string;
}

export interface PickerGroup {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly PickerRow[];
}

/** One line where it fits; otherwise it breaks between its parts only. */
export function recordingSummary(modelId: string, nodes: number, tokens: number): string {
  return [shortModelName(modelId), `${nodes} nodes`, formatTokens(tokens)].map((part) => part.replaceAll(' ', '\u00a0')).join(' · ');
}

export function entrySummary(entry: CatalogEntry): string {
  return recordingSummary(entry.model.id, entry.nodes, entry.task.length);
}

export function metadataSummary({ model, nodes, task }: RecordingMetadata): string {
  return recordingSummary(model.id, nodes.length, task.length);
}

function catalogRow(entry: CatalogEntry): PickerRow {
  const { id, title, description } = entry;
  return { id, title, description, summary: entrySummary(entry), search: searchText(entry) };
}

function openedRow(id: string, metadata: RecordingMetadata): PickerRow {
  const { title, description } = metadata;
  const summary = metadataSummary(metadata);
  return { id, title, description, summary, search: `${title} ${summary} ${description} ${id}` };
}

export function pickerGroups(
  entries: readonly CatalogEntry[],
  recordings: Readonly<Record<string, RecordingStatus>>,
): readonly PickerGroup[] {
  const listed = new Set(entries.map(({ id }) => id));
  const opened = Object.entries(recordings).flatMap(([id, recording]) =>
    recording.status === 'ready' && !listed.has(id) ? [openedRow(id, recording.info.metadata)] : [],
  );
  const groups = groupRecordings(entries).map(({ kind, title, entries: members }) => ({
    id: `task-${kind}`,
    title,
    rows: members.map(catalogRow),
  }));
  return opened.length === 0 ? groups : [{ id: 'opened', title: 'Opened by you', rows: opened }, ...groups];
}
