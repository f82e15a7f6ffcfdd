/** What the reader can do to open recordings: files, addresses, files opened before. */
import { failureOf } from '../../worker/failure.ts';
import { addressName, isWebAddress, urlRecordingId } from './addresses.ts';
import { fileRecordingId, openLocalFiles, type FileOpener } from './openFiles.ts';
import { openInTurn, type OpenInTurnOptions } from './openInTurn.ts';
import type { Notices } from '../base/notices.ts';
import type { Openings } from './openings.ts';
import { withoutHandle, type PickedFile } from './pickedFile.ts';
import type { RecentFiles } from './recentFiles.ts';
import type { RecentLeave } from './recentDatabase.ts';
import { decodeView } from '../view/urlCodec.ts';

export interface OpeningCommands {
  /**
   * Opens local files as recordings and shows the first that can be shown, once that is known; each failure becomes a
   * notice, and the view stays.
   */
  openFiles(files: readonly File[]): void;
  /** The same for files that may come with a handle to read them by later. */
  openPicked(picked: readonly PickedFile[]): void;
  /** The same for recordings behind http or https addresses. */
  openAddresses(urls: readonly string[]): void;
  /** Opens a remembered file; resolves with false when it can only be chosen anew. Never rejects. */
  openRecent(key: string): Promise<boolean>;
  /** Agrees to what an opening asks. */
  acceptOpening(id: number): void;
  cancelOpening(id: number): void;
  showOpenDialog(open: boolean): void;
  /** Reads what is remembered of earlier files, once. */
  readRecent(): void;
  setRecentLeave(leave: RecentLeave): void;
  forgetRecent(key: string): void;
  forgetAllRecent(): void;
}

export interface OpeningCommandsOptions extends Pick<OpenInTurnOptions, 'library' | 'scheduler' | 'onProposal'> {
  readonly notices: Notices;
  readonly openings: Openings;
  readonly recent: RecentFiles;
  readonly openers: readonly FileOpener[];
  readonly show: (recordingId: string) => void;
  /** Shows what a hash describes. */
  readonly apply: (hash: string) => void;
  readonly ended: AbortSignal;
}

export interface OpeningControl {
  readonly commands: OpeningCommands;
  /** True for the id of a local file that is not open but remembered: `offer` asks about it. */
  readonly isOffered: (recordingId: string) => boolean;
  /** Asks whether to open the remembered files that a hash names; once they are open, the view is as the hash describes it. */
  readonly offer: (hash: string) => void;
}

export function createOpeningControl(options: OpeningCommandsOptions): OpeningControl {
  const { library, scheduler, notices, openings, recent, openers, show, apply, ended } = options;
  let turns = 0;

  /** Of several openings under way, the one begun last decides what is shown. */
  function inTurn(onFirst: (recordingId: string) => void = show): OpenInTurnOptions {
    const turn = ++turns;
    return {
      library,
      scheduler,
      notices,
      openings,
      ...(options.onProposal !== undefined && { onProposal: options.onProposal }),
      onFirst: (id) => {
        if (turn === turns && !ended.aborted) onFirst(id);
      },
    };
  }

  function openPicked(picked: readonly PickedFile[], onFirst?: (recordingId: string) => void): Promise<void> {
    const onOpened = ({ file, handle }: PickedFile) => {
      void recent.remember({ file, handle }).then((failure) => {
        if (failure !== null) notices.error(`${file.name} is open, but could not be remembered`, { ...failure, file: failure.file ?? file.name });
      });
    };
    return openLocalFiles(picked, { ...inTurn(onFirst), openers, onOpened });
  }

  /** A remembered file, or null when it can only be chosen anew or could not be read, which is then said. */
  async function pickRecent(key: string): Promise<PickedFile | 'choose' | 'failed'> {
    try {
      return (await recent.open(key)) ?? 'choose';
    } catch (error) {
      const failure = failureOf(error, null);
      notices.error(`${failure.file ?? 'The file'} could not be opened`, failure);
      return 'failed';
    }
  }

  function unopened(hash: string): readonly string[] {
    const ids = new Set(decodeView(hash).view.panels.map(({ recordingId }) => recordingId));
    return [...ids].filter((id) => !library.has(id) && isOffered(id));
  }

  function isOffered(recordingId: string): boolean {
    return recordingId.startsWith('file:') && recent.named(recordingId.slice('file:'.length)) !== null;
  }

  async function offerOne(id: string, hash: string): Promise<void> {
    const file = recent.named(id.slice('file:'.length));
    if (file === null || fileRecordingId(file.name) !== id) return;
    const track = openings.begin(file);
    const message = 'The address shows this file, which you have opened here before.';
    const yes = await track.ask({ message, hint: 'It is read from this device and goes nowhere.', accept: 'Open' });
    track.end();
    if (!yes || ended.aborted) return;
    const picked = await pickRecent(file.key);
    if (typeof picked !== 'string') await openPicked([picked], () => apply(hash));
  }

  return {
    isOffered,
    offer: (hash) => unopened(hash).forEach((id) => void offerOne(id, hash)),
    commands: {
      openFiles: (files) => void openPicked(files.map(withoutHandle)),
      openPicked: (picked) => void openPicked(picked),
      openAddresses(urls) {
        const items = urls.filter(isWebAddress).map((url) => ({
          id: urlRecordingId(url),
          source: { kind: 'url', url, name: addressName(url), expectedBytes: null } as const,
        }));
        if (items.length > 0) void openInTurn(items, inTurn());
      },
      async openRecent(key) {
        const picked = await pickRecent(key);
        if (typeof picked !== 'string') void openPicked([picked]);
        return picked !== 'choose';
      },
      acceptOpening: openings.accept,
      cancelOpening: openings.cancel,
      showOpenDialog(open) {
        openings.showDialog(open);
        if (open) void recent.load();
      },
      readRecent: () => void recent.load(),
      setRecentLeave: (leave) => void recent.setLeave(leave),
      forgetRecent: (key) => void recent.forget(key),
      forgetAllRecent: () => void recent.forgetAll(),
    },
  };
}
