/** Puts the explorer together: stores, worker client, URL and clock. Everything outside the page can be replaced. */
import type { RecordingInfo } from '../core/recording/types.ts';
import { createAnalysisClient, type AnalysisClient } from '../worker/pool/client.ts';
import { poolSize } from '../worker/pool/placement.ts';
import type { RecordingHandle } from '../worker/protocol.ts';
import { spawnAnalysisWorker } from '../worker/pool/workerConnection.ts';
import { addressName, catalogUrlOf, recordingUrlsOf } from './opening/addresses.ts';
import { createAnalysisScheduler, type AnalysisScheduler } from './panels/analysisScheduler.ts';
import { createAnalysisStore } from './panels/analysisStore.ts';
import { browserClock, type Clock } from './base/clock.ts';
import { createCompareCommands } from './view/compareCommands.ts';
import { frameContexts } from './recordings/contexts.ts';
import { createEvidenceCommands } from './evidence/evidenceCommands.ts';
import { createEvidenceScheduler } from './evidence/evidenceScheduler.ts';
import { createEvidenceStore } from './evidence/evidenceStore.ts';
import { createCustomGraphClient } from './graphs/customGraphClient.ts';
import { createCustomGraphCommands, createGraphEditorStore } from './graphs/customGraphCommands.ts';
import type { Explorer, ExplorerCommands } from './explorer.ts';
import { createExportSources } from './export/exportSources.ts';
import { applyHash, fitView, recordingFacts, type RecordingFacts, reportMisfits } from './view/urlState.ts';
import { browserHistory, createHistorySync, type HistoryPort, type HistorySync } from './view/historySync.ts';
import { createImporting } from './opening/importing.ts';
import { loadCatalog } from './recordings/loadCatalog.ts';
import { createMappingStorage, type MappingStorage } from './opening/mappingStorage.ts';
import { createNotices } from './base/notices.ts';
import { browserOffline, createOffline, type OfflinePorts } from './offline/offline.ts';
import type { FileOpener } from './opening/openFiles.ts';
import { createOpeningControl } from './opening/openingCommands.ts';
import { createOpenings } from './opening/openings.ts';
import { createPlayback, createPlayhead } from './view/playback.ts';
import { createRecentFiles, type RecentFiles } from './opening/recentFiles.ts';
import { createRecordingLibrary } from './recordings/recordingLibrary.ts';
import { createRecordingsStore } from './recordings/recordingsStore.ts';
import { ResultCache } from './panels/resultCache.ts';
import { createResultStorage, type ResultStorage } from './offline/resultStorage.ts';
import { createSavedViews } from './share/savedViewOpening.ts';
import { shareStatus } from './share/share.ts';
import { decodeView, encodeView } from './view/urlCodec.ts';
import { createViewHistory } from './view/viewHistory.ts';
import { createViewStore } from './view/viewStore.ts';
import type { ViewState } from './view/viewFields.ts';
import { plainPanel, type PanelSpec } from './view/panelSpec.ts';

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
  readonly offline?: OfflinePorts;
  readonly recent?: RecentFiles;
  readonly resultStorage?: ResultStorage;
  /** Address of the page as it is now. */
  readonly pageUrl?: () => string;
  readonly mappings?: MappingStorage;
}

function prefersReducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Starts at once: loads the catalog, then shows what the hash describes. Without options it takes all from the browser. */
export function createExplorer(options: ExplorerOptions = {}): Explorer {
  const {
    mappings = createMappingStorage(),
    client: worker = createAnalysisClient({ spawn: spawnAnalysisWorker, workers: poolSize(navigator.hardwareConcurrency), atOnce: true, mappings: mappings.list }),
    catalogUrl = new URL('samples/catalog.json', document.baseURI).href,
    otherCatalogUrl = catalogUrlOf(window.location.search, document.baseURI),
    recordingUrls = recordingUrlsOf(window.location.search, document.baseURI),
    fetch = (input, init) => globalThis.fetch(input, init),
    clock = browserClock,
    history = browserHistory,
    reducedMotion = prefersReducedMotion,
    offline: offlinePorts = browserOffline(),
    recent = createRecentFiles(),
    resultStorage = createResultStorage(),
    pageUrl = () => window.location.href,
  } = options;

  const notices = createNotices();
  const recordings = createRecordingsStore();
  const analysis = createAnalysisStore();
  const view = createViewStore({ ...decodeView(history.hash()).view, panels: [], pinned: null });
  const playhead = createPlayhead(view);
  const openings = createOpenings();
  const steps = createViewHistory({ view, clock });
  const client = createCustomGraphClient({
    client: worker,
    view,
    onChange: takeGraphs,
    onFailure: (failure) => notices.error('A drawn graph could not be used', failure),
  });
  const library = createRecordingLibrary(client, recordings, openings.askFor);
  const offline = createOffline({ ports: offlinePorts, fetch, recordings, sourceOf: library.sourceOf });
  const results = new ResultCache();
  const scheduler = createAnalysisScheduler({ client, library, view, analysis, results });
  const evidence = createEvidenceStore();
  const evidenceScheduler = createEvidenceScheduler({
    client,
    library,
    results,
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
  const playback = createPlayback({ view, playhead, contexts: focusContexts, clock, reducedMotion });
  const graphEditor = createGraphEditorStore();
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

  /** An open recording has other graphs of the reader's: what is shown of it is computed anew. */
  function takeGraphs(handle: RecordingHandle, info: RecordingInfo): void {
    for (const [id, recording] of Object.entries(recordings.getState().recordings)) {
      if (recording.status !== 'ready' || recording.handle !== handle) continue;
      recordings.setState((state) => ({ recordings: { ...state.recordings, [id]: { ...recording, info } } }));
      filesScheduler.replace(id, null);
    }
  }

  function focusContexts(): readonly number[] {
    const { panels, focus } = view.getState();
    const id = panels[focus]?.recordingId ?? '';
    const contexts = contextsOf(id);
    if (contexts.length > 0) return contexts;
    // A recording that cannot be opened again leaves its last good view, which the reader may still scrub.
    const shown = analysis.getState().slots[focus]?.value;
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

  function show(hash: string): void {
    const isListed = () => recordings.getState().catalog.status === 'ready';
    applyHash(hash, { view, notices, isKnown: library.has, isListed, isOffered: opening.isOffered, factsOf, fallback });
    opening.offer(hash);
  }

  function apply(hash: string): void {
    steps.named('back or forward', () => show(hash));
  }

  /** The theme stays the reader's; a drawn graph that no address has room for comes from the file. */
  function applySaved(saved: ViewState): void {
    const { theme } = view.getState();
    steps.named('saved view', () => {
      show(encodeView({ ...saved, theme, customGraphs: [] }));
      view.getState().update({ customGraphs: saved.customGraphs });
    });
  }

  function recall(name: string): void {
    const file = recent.named(name);
    if (file !== null) void commands.openRecent(file.key);
  }

  const savedViews = createSavedViews({ client, library, recordings, notices, apply: applySaved, recall });

  /** A recording that no catalog lists shows only once it is open whether the address asked for what it has. */
  const stopFitting = recordings.subscribe(() => {
    const fitted = fitView(view.getState(), factsOf);
    if (fitted.missingLayers.length === 0 && fitted.lostPin === null) return;
    steps.absorb(() => view.getState().update({ panels: fitted.panels, pinned: fitted.pinned }));
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
    if (reading.ok) await offline.dropChanged(reading.catalog.entries, url);
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
  const openers: readonly FileOpener[] = [savedViews];
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
    ...createCustomGraphCommands(view, notices, graphEditor),
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
    shareStatus: () => shareStatus({ view: view.getState(), sourceOf: library.sourceOf, page: pageUrl() }),
    saveView: async (callOptions) => (await import('./share/saveView.ts')).saveView({ client, library, recordings, view }, callOptions),
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

  void loadList();

  return {
    view,
    playhead,
    recordings,
    analysis,
    evidence,
    notices: notices.store,
    offline,
    openings: openings.store,
    recent: recent.store,
    resultStorage,
    steps,
    savedViews,
    graphEditor,
    importing: importing.store,
    commands,
    exports: createExportSources(client, library),
    dispose() {
      life.abort();
      openings.dispose();
      importing.dispose();
      stopFitting();
      historySync?.dispose();
      steps.dispose();
      savedViews.dispose();
      playback.dispose();
      playhead.dispose();
      offline.dispose();
      evidenceScheduler.dispose();
      scheduler.dispose();
      client.stop();
      client.dispose();
    },
  };
}
