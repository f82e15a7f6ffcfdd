/** The mapping of a file of arrays while the reader looks at it and changes it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImportProposal } from '../../core/import/importProposal.ts';
import type { ImportMapping } from '../../core/import/mapping.ts';
import { mappingSignature } from '../../core/import/mappingMemory.ts';
import type { planImport } from '../../core/import/planImport.ts';
import type { ImportCheck } from '../../core/import/planTypes.ts';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import { failureOf, isCancelled, type Failure } from '../../worker/failure.ts';
import type { RecordingSource } from '../../worker/protocol.ts';
import type { MappingStorage } from './mappingStorage.ts';
import { openInTurn, type OpenInTurnOptions, type OpenItem } from './openInTurn.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import type { RecordingsStore } from '../recordings/recordingsStore.ts';

export interface ImportDraft {
  readonly recordingId: string;
  readonly source: RecordingSource;
  readonly proposal: ImportProposal;
  /** As the reader has it now. */
  readonly mapping: ImportMapping;
  /** What can be said of it without reading the large arrays. */
  readonly check: ImportCheck;
  /** What the last attempt to open or save failed with; gone with the next change. */
  readonly failure: Failure | null;
  readonly busy: 'opening' | 'saving' | null;
  /** A mapping of the reader's is kept for files of these arrays. */
  readonly remembered: boolean;
}

export interface ImportingState {
  /** null: no mapping is on screen. */
  readonly draft: ImportDraft | null;
}

export type ImportingStore = StoreApi<ImportingState>;

export interface ConvertedRecording {
  readonly name: string;
  readonly content: Blob;
}

export interface ImportCommands {
  /** Shows the mapping of a file of arrays, open or waiting for it. */
  editMapping(recordingId: string): void;
  changeMapping(mapping: ImportMapping): void;
  /** Back to what the file itself suggests. */
  resetMapping(): void;
  /** Opens the file with the mapping on screen, and keeps it for files of the same arrays. */
  applyMapping(): void;
  /** The file as a recording; null when that fails, which the draft then says. Never rejects. */
  saveMapping(): Promise<ConvertedRecording | null>;
  /** Lets go of what is kept for files of these arrays. */
  forgetMapping(): void;
  closeMapping(): void;
}

export interface ImportingOptions extends Omit<OpenInTurnOptions, 'library' | 'onFirst' | 'onProposal'> {
  readonly client: Pick<AnalysisClient, 'save'>;
  readonly library: Pick<RecordingLibrary, 'has' | 'offer' | 'sourceOf'>;
  readonly recordings: RecordingsStore;
  readonly storage: MappingStorage;
  /** Shows a recording that no panel shows yet. */
  readonly show: (recordingId: string) => void;
}

export interface Importing {
  readonly store: ImportingStore;
  readonly commands: ImportCommands;
  /** Takes a file that needs its mapping first; false when another is on screen. */
  readonly propose: (item: OpenItem, failure: Failure) => boolean;
  readonly dispose: () => void;
}

export function createImporting(options: ImportingOptions): Importing {
  const { client, library, recordings, storage, show, ...opening } = options;
  const store: ImportingStore = createStore<ImportingState>()(() => ({ draft: null }));
  /** What else is to happen once the file on screen is open. */
  let item: OpenItem | null = null;
  let saving: AbortController | null = null;

  let plan: typeof planImport | null = null;

  /** The checking of mappings is read with the first of them. */
  function begin(next: OpenItem, proposal: ImportProposal, failure: Failure | null): void {
    item = next;
    const { id: recordingId, source } = next;
    const put = (remembered: boolean) => {
      if (item !== next) return;
      store.setState({ draft: { recordingId, source, proposal, ...checked(proposal, proposal.mapping), failure, busy: null, remembered } });
    };
    const read = plan ?? import('../../core/import/planImport.ts').then(({ planImport }) => (plan = planImport));
    Promise.all([isRemembered(proposal), read]).then(
      ([remembered]) => put(remembered),
      () => opening.notices.error('The mapping cannot be shown', partNotLoaded(source.name)),
    );
  }

  function checked(proposal: ImportProposal, mapping: ImportMapping): Pick<ImportDraft, 'mapping' | 'check'> {
    return { mapping, check: plan!(proposal.listing, mapping) };
  }

  async function isRemembered({ listing }: ImportProposal): Promise<boolean> {
    const signature = mappingSignature(listing);
    return signature !== null && (await storage.find(signature)) !== null;
  }

  const change = (part: Partial<ImportDraft>) => store.setState(({ draft }) => ({ draft: draft === null ? null : { ...draft, ...part } }));

  function propose(next: OpenItem, failure: Failure): boolean {
    const { draft } = store.getState();
    if (failure.proposal === undefined || (draft !== null && draft.recordingId !== next.id)) return false;
    // The mapping on screen says itself what is missing.
    const told = failure.code === 'needs-mapping' ? null : failure;
    if (draft === null) begin(next, failure.proposal, told);
    else change({ failure: told, busy: null });
    return true;
  }

  function remember({ proposal }: ImportDraft, mapping: ImportMapping): void {
    const signature = mappingSignature(proposal.listing);
    if (signature === null) return;
    const plain = (one: ImportMapping) => JSON.stringify({ ...one, title: '' });
    void storage.set(signature, plain(mapping) === plain(proposal.guess.mapping) ? null : mapping, proposal.graph);
  }

  /** A recording in a panel that cannot be opened for want of a mapping asks for it. */
  const unsubscribe = recordings.subscribe(({ recordings: now }, { recordings: before }) => {
    for (const [id, status] of Object.entries(now)) {
      if (status.status !== 'error' || status === before[id] || status.failure.code !== 'needs-mapping') continue;
      const source = library.sourceOf(id);
      if (source !== null) propose({ id, source }, status.failure);
    }
  });

  return {
    store,
    propose,
    dispose() {
      unsubscribe();
      saving?.abort();
    },
    commands: {
      editMapping(recordingId) {
        const status = recordings.getState().recordings[recordingId];
        const source = library.sourceOf(recordingId);
        const proposal = status?.status === 'ready' ? status.imported : status?.status === 'error' ? status.failure.proposal : undefined;
        if (source !== null && proposal !== undefined) begin({ id: recordingId, source }, proposal, null);
      },
      changeMapping(mapping) {
        const { draft } = store.getState();
        if (draft !== null) change({ ...checked(draft.proposal, mapping), failure: null });
      },
      resetMapping() {
        const { draft } = store.getState();
        if (draft !== null) change({ ...checked(draft.proposal, draft.proposal.guess.mapping), failure: null });
      },
      applyMapping() {
        const { draft } = store.getState();
        if (draft === null || item === null || draft.check.plan === null || draft.busy !== null) return;
        const { recordingId, source, mapping } = draft;
        const present = item;
        change({ busy: 'opening', failure: null });
        const opened = () => {
          remember(draft, mapping);
          if (store.getState().draft?.recordingId === recordingId) store.setState({ draft: null });
          present.onOpened?.();
        };
        const items = [{ id: recordingId, source: { ...source, mapping }, onOpened: opened }];
        void openInTurn(items, { ...opening, library, onFirst: show, onProposal: propose }).finally(() => {
          if (store.getState().draft?.recordingId === recordingId) change({ busy: null });
        });
      },
      async saveMapping() {
        const { draft } = store.getState();
        if (draft === null || draft.check.plan === null || draft.busy !== null) return null;
        const { recordingId, source, mapping } = draft;
        const mine = () => store.getState().draft?.recordingId === recordingId;
        saving = new AbortController();
        change({ busy: 'saving', failure: null });
        try {
          const content = await client.save({ ...source, mapping }, { signal: saving.signal });
          if (mine()) change({ busy: null });
          return { name: `${source.name.replace(/\.[^.]*$/, '')}.contextscope.safetensors`, content };
        } catch (error) {
          if (mine()) change({ busy: null, failure: isCancelled(error) ? null : failureOf(error, source.name) });
          return null;
        }
      },
      forgetMapping() {
        const { draft } = store.getState();
        const signature = draft === null ? null : mappingSignature(draft.proposal.listing);
        if (signature !== null) void storage.set(signature, null, null);
        change({ remembered: false });
      },
      closeMapping() {
        saving?.abort();
        item = null;
        store.setState({ draft: null });
      },
    },
  };
}

function partNotLoaded(file: string): Failure {
  const message = 'A part of the explorer that it needs could not be loaded.';
  return { code: 'network', file, field: null, message, remedy: 'Check the connection, then open the file again.' };
}
