/** Puts the explorer together: stores, worker client, URL and clock. Everything outside the page can be replaced. */
import { createAnalysisClient, type AnalysisClient } from '../worker/client.ts';
import { spawnAnalysisWorker } from '../worker/spawnAnalysisWorker.ts';
import { addressName, catalogUrlOf, recordingUrlsOf } from './addresses.ts';
import { createAnalysisScheduler, type AnalysisScheduler } from './analysisScheduler.ts';
import { createAnalysisStore } from './analysisStore.ts';
import { browserClock, type Clock } from './clock.ts';
import { createCompareCommands } from './compareCommands.ts';
import { frameContexts } from './contexts.ts';
import { createEvidenceCommands } from './evidenceCommands.ts';
import { createEvidenceScheduler } from './evidenceScheduler.ts';
import { createEvidenceStore, followView } from './evidenceStore.ts';
import { createEvidenceTasks } from './evidenceTasks.ts';
import type { Explorer, ExplorerCommands } from './explorer.ts';
import { fitView, recordingFacts, type RecordingFacts } from './fitView.ts';
import { browserHistory, createHistorySync, type HistoryPort, type HistorySync } from './historySync.ts';
import { createImporting } from './importing.ts';
import { loadCatalog } from './loadCatalog.ts';
import { createMappingStorage, type MappingStorage } from './mappingStorage.ts';
import { createNotices } from './notices.ts';
import type { FileOpener } from './openFiles.ts';
import { createOpeningControl } from './openingCommands.ts';
import { createOpenings } from './openings.ts';
import { createPlayback } from './playback.ts';
import { createRecentFiles, type RecentFiles } from './recentFiles.ts';
import { createRecordingLibrary } from './recordingLibrary.ts';
import { createRecordingsStore } from './recordingsStore.ts';
import { decodeView } from './urlCodec.ts';
import { applyHash, reportMisfits } from './urlState.ts';
import { createViewStore, plainPanel, type PanelSpec } from './viewStore.ts';

export interface ExplorerOptions {
  readonly client?: AnalysisClient;
  /** Absolute address of the samples' catalog; recordings are found relative to it. */
  readonly catalogUrl?: string;
  /** Absolute address of a catalog in place of the samples'. */
  readonly otherCatalogUrl?: string | null;
  /** Absolute addresses of recordings to offer beside the catalog; the first is shown when the hash names none. */
  readonly recordingUrls?: readonly string[];
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  readonly history?: HistoryPort;
  readonly reducedMotion?: () => boolean;
  readonly recent?: RecentFiles;
  readonly mappings?: MappingStorage;
}

function prefersReducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Starts at once: loads the catalog, then shows what the hash describes. Without options it takes all from the browser. */
export function createExplorer(options: ExplorerOptions = {}): Explorer {
  const {
    mappings = createMappingStorage(),
    client = createAnalysisClient({ spawn: spawnAnalysisWorker, mappings: mappings.list }),
    catalogUrl = new URL('samples/catalog.json', document.baseURI).href,
    otherCatalogUrl = catalogUrlOf(window.location.search, document.baseURI),
    recordingUrls = recordingUrlsOf(window.location.search, document.baseURI),
    fetch = (input, init) => globalThis.fetch(input, init),
    clock = browserClock,
    history = browserHistory,
    reducedMotion = prefersReducedMotion,
    recent = createRecentFiles(),
  } = options;

  const notices = createNotices();
  const recordings = createRecordingsStore();
  const analysis = createAnalysisStore();
  const view = createViewStore({ ...decodeView(history.hash()).view, panels: [], pinned: null });
  const openings = createOpenings();
  const library = createRecordingLibrary(client, recordings, openings.askFor);
  const scheduler = createAnalysisScheduler({
    client,
    library,
    view,
    analysis,
  });
  const evidence = createEvidenceStore();
  const stopFollowing = followView(evidence, view);
  const evidenceScheduler = createEvidenceScheduler({
    tasks: createEvidenceTasks({ client, library }),
    view,
    analysis,
    recordings,
    evidence,
  });
  const filesScheduler: Pick<AnalysisScheduler, 'tryOut' | 'replace'> = {
    tryOut: scheduler.tryOut,
    replace(recordingId, tried) {
      evidenceScheduler.forget();
      scheduler.replace(recordingId, tried);
    },
  };
  const playback = createPlayback({ view, contexts: focusContexts, clock, reducedMotion });
  const compare = createCompareCommands(view, recordings, notices);
  const life = new AbortController();
  let historySync: HistorySync | null = null;
  /** null: the samples. */
  let listUrl = otherCatalogUrl;
  recordings.setState({ catalogUrl: listUrl });

  for (const url of recordingUrls) library.add(`url:${url}`, { kind: 'url', url, name: addressName(url), expectedBytes: null });

  /** Empty while a recording is not open. */
  function contextsOf(id: string): readonly number[] {
    const recording = recordings.getState().recordings[id];
    return recording?.status === 'ready' ? frameContexts(recording.info.metadata) : [];
  }

  function focusContexts(): readonly number[] {
    const { panels, focus } = view.getState();
    const id = panels[focus]?.recordingId ?? '';
    const contexts = contextsOf(id);
    if (contexts.length > 0) return contexts;
    // A recording that cannot be opened again leaves its last good view, which the reader may still scrub.
    const shown = analysis.getState().slots[focus]?.result;
    return shown?.recordingId === id ? frameContexts(shown.info.metadata) : [];
  }

  function fallback(): PanelSpec | null {
    const { catalog } = recordings.getState();
    if (recordingUrls[0] !== undefined) return plainPanel(`url:${recordingUrls[0]}`);
    return catalog.status === 'ready' ? plainPanel(catalog.defaultId) : null;
  }

  function factsOf(id: string): RecordingFacts | null {
    return recordingFacts(recordings.getState(), id);
  }

  function apply(hash: string): void {
    const isListed = () => recordings.getState().catalog.status === 'ready';
    applyHash(hash, { view, notices, isKnown: library.has, isListed, isOffered: opening.isOffered, factsOf, fallback });
    opening.offer(hash);
  }

  /** A recording that no catalog lists shows only once it is open whether the address asked for what it has. */
  const stopFitting = recordings.subscribe(() => {
    const fitted = fitView(view.getState(), factsOf);
    if (fitted.missingLayers.length === 0 && fitted.lostPin === null) return;
    view.getState().update({ panels: fitted.panels, pinned: fitted.pinned });
    historySync?.settle();
    reportMisfits(notices, fitted);
  });

  /** Never rejects: what goes wrong is in the catalog's status. What the reader opened meanwhile stays on the stage. */
  async function loadList(): Promise<void> {
    const url = listUrl ?? catalogUrl;
    const reading = await loadCatalog(url, fetch, life.signal);
    // The hash may name a file that is remembered here; otherwise that can wait until the first view is asked for.
    if (/file(:|%3a)/i.test(history.hash())) await recent.load();
    if (life.signal.aborted || url !== (listUrl ?? catalogUrl)) return;
    if (reading.ok) library.addCatalog(reading.catalog.entries, url).forEach((id) => filesScheduler.replace(id, null));
    recordings.setState({
      catalog: reading.ok ? { status: 'ready', ...reading.catalog } : { status: 'error', failure: reading.failure },
    });
    if (view.getState().panels.length === 0) apply(history.hash());
    if (historySync === null) historySync = createHistorySync({ view, history, clock, apply });
    else historySync.settle();
    // An empty stage says itself why it is empty.
    if (!reading.ok && listUrl !== null && view.getState().panels.length > 0) notices.error('The list of recordings could not be read', reading.failure);
  }

  const importing = createImporting({
    client,
    library,
    recordings,
    scheduler: filesScheduler,
    notices,
    openings,
    storage: mappings,
    show(id) {
      if (!view.getState().panels.some(({ recordingId }) => recordingId === id)) commands.chooseRecording(id);
    },
  });
  const openers: readonly FileOpener[] = [];
  const opening = createOpeningControl({
    library,
    scheduler: filesScheduler,
    notices,
    openings,
    recent,
    openers,
    onProposal: importing.propose,
    show: (id) => commands.chooseRecording(id),
    apply,
    ended: life.signal,
  });
  const commands: ExplorerCommands = {
    ...playback,
    ...opening.commands,
    ...importing.commands,
    ...compare,
    ...createEvidenceCommands({ view, scheduler: evidenceScheduler, has: library.has, contextsOf, notices }),
    chooseRecording(id) {
      if (!library.has(id)) {
        notices.info('No such recording', `There is no recording "${id}" here.`, 'Choose one from the list, or open its file.');
        return;
      }
      const { setPanels, update } = view.getState();
      update({ playing: false, cursor: null, referenceContext: null });
      setPanels([plainPanel(id)]);
    },
    retry: scheduler.retry,
    cancel: scheduler.cancel,
    retryCatalog() {
      if (recordings.getState().catalog.status !== 'error') return;
      recordings.setState({ catalog: { status: 'loading' } });
      void loadList();
    },
    showSamples() {
      if (listUrl === null) return;
      listUrl = null;
      history.dropOption?.('catalog');
      recordings.setState({ catalog: { status: 'loading' }, catalogUrl: null });
      void loadList();
    },
    dismissNotice: notices.dismiss,
    resetView: () => view.getState().update({ resets: view.getState().resets + 1 }),
  };

  void loadList().then(recent.load);

  return {
    view,
    recordings,
    analysis,
    evidence,
    notices: notices.store,
    openings: openings.store,
    recent: recent.store,
    importing: importing.store,
    commands,
    dispose() {
      life.abort();
      openings.dispose();
      importing.dispose();
      stopFitting();
      stopFollowing();
      historySync?.dispose();
      playback.dispose();
      evidenceScheduler.dispose();
      scheduler.dispose();
      client.dispose();
    },
  };
}
