/** The catalog as the picker shows it: recordings in sections by task, smaller graphs first, searchable. */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { CatalogEntry } from '../../state/recordings/catalog.ts';
import type { RecordingStatus } from '../../state/recordings/recordingsStore.ts';
import { entrySummary, metadataSummary } from './recordingSummary.ts';

export interface RecordingGroup {
  readonly kind: string;
  readonly title: string;
  readonly entries: readonly CatalogEntry[];
}

const TITLES: Readonly<Record<string, string>> = {
  grid: 'Grids',
  ring: 'Rings',
  hex: 'Hexagonal lattices',
  hexagonal: 'Hexagonal lattices',
  weekdays: 'Days of the week',
  custom: 'Other graphs',
};

const ORDER = ['grid', 'ring', 'weekdays', 'hex', 'hexagonal', 'custom'];

export function taskTitle(kind: string): string {
  return TITLES[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1);
}

function rank(kind: string): number {
  const index = ORDER.indexOf(kind);
  return index === -1 ? ORDER.length : index;
}

export function groupRecordings(entries: readonly CatalogEntry[]): readonly RecordingGroup[] {
  const byKind = new Map<string, CatalogEntry[]>();
  for (const entry of entries) byKind.set(entry.task.kind, [...(byKind.get(entry.task.kind) ?? []), entry]);
  return [...byKind]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([kind, members]) => ({
      kind,
      title: taskTitle(kind),
      entries: members.toSorted(
        (a, b) =>
          a.model.id.localeCompare(b.model.id) ||
          a.nodes - b.nodes ||
          a.title.localeCompare(b.title, undefined, { numeric: true }) ||
          a.id.localeCompare(b.id),
      ),
    }));
}

/** Everything of an entry that a search should find. */
export function searchText(entry: CatalogEntry): string {
  return [entry.title, entry.description, entry.model.id, taskTitle(entry.task.kind), entry.task.sampler, entry.id].join(' ');
}

/** The rows of the recording picker: the catalog by task, then what the reader opened. */
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
