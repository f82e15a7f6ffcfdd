/** Local files as recordings, and as whatever else may be opened by dropping or choosing it. */
import { openInTurn, type OpenInTurnOptions } from './openInTurn.ts';
import type { PickedFile } from './pickedFile.ts';

/** Something other than a recording that files may hold. */
export interface FileOpener {
  /** Decides by name and, where that is not enough, by the file's first bytes. */
  readonly takes: (file: File) => boolean | Promise<boolean>;
  /** Never rejects: its failures are its own to show. */
  readonly open: (file: File) => Promise<void>;
}

export interface OpenFilesOptions extends OpenInTurnOptions {
  /** Asked in order; a file that none takes is opened as a recording. */
  readonly openers: readonly FileOpener[];
  /** Called with every file that has opened as a recording. */
  readonly onOpened: (picked: PickedFile) => void;
}

/** Id of a local file: its name, so that opening it again restores a view of it. */
export function fileRecordingId(name: string): string {
  return `file:${name}`;
}

/** The recordings are opened before what the openers take, which may speak of them. */
export async function openLocalFiles(picked: readonly PickedFile[], { openers, onOpened, ...options }: OpenFilesOptions): Promise<void> {
  const others: (() => Promise<void>)[] = [];
  const recordings: PickedFile[] = [];
  for (const one of picked) {
    const opener = await openerOf(one.file, openers);
    if (opener === undefined) recordings.push(one);
    else others.push(() => opener.open(one.file));
  }
  const items = recordings.map((one) => ({
    id: fileRecordingId(one.file.name),
    source: { kind: 'file', file: one.file, name: one.file.name } as const,
    onOpened: () => onOpened(one),
  }));
  await openInTurn(items, options);
  for (const open of others) await open();
}

async function openerOf(file: File, openers: readonly FileOpener[]): Promise<FileOpener | undefined> {
  for (const opener of openers) if (await opener.takes(file)) return opener;
  return undefined;
}
