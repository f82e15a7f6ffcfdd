/** Local files with the handles by which they can be read again later, where the browser gives such. */
import { FailureError } from '../../worker/failure.ts';

export interface PickedFile {
  readonly file: File;
  /** null where the browser has no handles or the file came another way. */
  readonly handle: FileSystemFileHandle | null;
}

/** The parts of the File System Access interface that not every browser has. */
interface HandleWindow {
  showOpenFilePicker?(options: { readonly multiple: boolean }): Promise<readonly FileSystemFileHandle[]>;
}
interface HandleItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
interface AskableHandle {
  requestPermission?(options: { readonly mode: 'read' }): Promise<PermissionState>;
}

export function withoutHandle(file: File): PickedFile {
  return { file, handle: null };
}

/** True where the browser's own picker gives handles. */
export function canPickWithHandles(): boolean {
  return typeof (window as HandleWindow).showOpenFilePicker === 'function';
}

/** Empty when the reader closes the picker. Rejects with what the browser rejects with otherwise. */
export async function pickWithHandles(): Promise<readonly PickedFile[]> {
  let handles: readonly FileSystemFileHandle[];
  try {
    handles = (await (window as HandleWindow).showOpenFilePicker?.({ multiple: true })) ?? [];
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    throw error;
  }
  return Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
}

/** What was dropped or pasted. Call it while the event is handled: the browser empties the transfer afterwards. */
export function transferredFiles(transfer: DataTransfer): Promise<readonly PickedFile[]> {
  const picked = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ file: item.getAsFile(), handle: (item as HandleItem).getAsFileSystemHandle?.().catch(() => null) }));
  return Promise.all(
    picked.map(async ({ file, handle }) => {
      const given = (await handle) ?? null;
      return file === null ? [] : [{ file, handle: given?.kind === 'file' ? (given as FileSystemFileHandle) : null }];
    }),
  ).then((files) => files.flat());
}

/** The file behind a handle, once the reader has allowed it again. Call it on a press; rejects with a FailureError. */
export async function fileOfHandle(handle: FileSystemFileHandle): Promise<File> {
  const { name } = handle;
  const allowed = await (handle as AskableHandle).requestPermission?.({ mode: 'read' });
  if (allowed === 'denied' || allowed === 'prompt') {
    throw new FailureError({
      code: 'not-found',
      file: name,
      field: 'permission',
      message: `The browser was not allowed to read ${name} again.`,
      remedy: 'Open it once more and allow it, or choose the file anew.',
    });
  }
  try {
    return await handle.getFile();
  } catch (error) {
    throw new FailureError({
      code: 'not-found',
      file: name,
      field: null,
      message: `${name} could not be read (${error instanceof Error ? error.message : String(error)}).`,
      remedy: 'It may have been moved, renamed or deleted: choose the file anew.',
    });
  }
}
