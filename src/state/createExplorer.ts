/** Puts the explorer together: stores, worker client, URL and clock. Everything outside the page can be replaced. */
import { createAnalysisClient, type AnalysisClient } from '../worker/pool/client.ts';
import { poolSize } from '../worker/pool/placement.ts';
import { spawnAnalysisWorker } from '../worker/pool/workerConnection.ts';
import { addressName, catalogUrlOf, recordingUrlsOf } from './opening/addresses.ts';
import { createAnalysisScheduler, type AnalysisScheduler } from './panels/analysisScheduler.ts';
import { createAnalysisStore } from './panels/analysisStore.ts';
import { browserClock, type Clock } from './base/clock.ts';
import { createCompareCommands } from './view/compareCommands.ts';
import { createEvidenceCommands } from './evidence/evidenceCommands.ts';
import { createEvidenceScheduler } from './evidence/evidenceScheduler.ts';
import { createEvidenceStore } from './evidence/evidenceStore.ts';
import { createCustomGraphClient } from './graphs/customGraphClient.ts';
import { createCustomGraphCommands, createGraphEditorStore } from './graphs/customGraphCommands.ts';
import type { Explorer, ExplorerCommands } from './explorer.ts';
import { createExportSources } from './export/exportSources.ts';
import { browserHistory, type HistoryPort } from './view/historySync.ts';
import { createImporting } from './opening/importing.ts';
import { createMappingStorage, type MappingStorage } from './opening/mappingStorage.ts';
import { createNotices } from './base/notices.ts';
import { createNewsDoor } from './news/newsDoor.ts';
import { createTours } from './stories/tours.ts';
import { STAGES } from './view/stages.ts';
import { browserOffline, createOffline, type OfflinePorts } from './offline/offline.ts';
import type { FileOpener } from './opening/openFiles.ts';
import { createOpeningControl } from './opening/openingCommands.ts';
import { createOpenings } from './opening/openings.ts';
import { createPlayback, createPlayhead, focusContexts } from './view/playback.ts';
import { createRecentFiles, type RecentFiles } from './opening/recentFiles.ts';
import { createRecordingLibrary } from './recordings/recordingLibrary.ts';
import { createRecordingsStore, takeGraphs, contextsOf } from './recordings/recordingsStore.ts';
import { ResultCache } from './panels/resultCache.ts';
import { createResultStorage, type ResultStorage } from './offline/resultStorage.ts';
import { createSavedViews } from './share/savedViewOpening.ts';
import { shareStatus } from './share/share.ts';
import { decodeView } from './view/urlCodec.ts';
import { createViewHistory } from './view/viewHistory.ts';
import { createViewStore } from './view/viewStore.ts';
import { createAddressing } from './view/addressing.ts';
import { createListing } from './recordings/listing.ts';
import { createPanelCommands } from './panels/panelCommands.ts';

export interface ExplorerOptions {
  readonly client?: AnalysisClient;
  /** Absolute address of the samples' catalog; recordings are found relative to it. */
  readonly catalogUrl?: string;
  /** Absolute address of the folder of stories, with its slash; beside that of the samples. */
  readonly storiesUrl?: string;
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
    storiesUrl = new URL('../stories/', catalogUrl).href,
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
    onChange: (handle, info) => takeGraphs(recordings, handle, info).forEach((id) => data.replace(id, null)),
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
  /** What is known of a recording's data is let go of by all together. */
  const data: Pick<AnalysisScheduler, 'tryOut' | 'replace'> = {
    tryOut: scheduler.tryOut,
    replace(recordingId, tried) {
      evidenceScheduler.forget();
      scheduler.replace(recordingId, tried);
    },
  };
  const news = createNewsDoor({ client, view, recordings, notices, samplesUrl: catalogUrl });
  const stops = { context: () => focusContexts({ view, recordings, analysis }), exposures: news.stops };
  const playback = createPlayback({ view, playhead, contexts: () => stops[STAGES[view.getState().stage].axis](), clock, reducedMotion });
  const graphEditor = createGraphEditorStore();
  const life = new AbortController();
  for (const url of recordingUrls) library.add(`url:${url}`, { kind: 'url', url, name: addressName(url), expectedBytes: null });

  const addressing = createAddressing({
    view,
    steps,
    recordings,
    notices,
    history,
    clock,
    given: recordingUrls.map((url) => `url:${url}`),
    isKnown: library.has,
    isOffered: (id) => opening.isOffered(id),
    onShown: (hash) => opening.offer(hash),
  });
  const listing = createListing({
    client,
    recordings,
    library,
    fetch,
    samplesUrl: catalogUrl,
    otherUrl: otherCatalogUrl,
    ended: life.signal,
    // The hash may name a file that is remembered here; otherwise that can wait until the first view is asked for.
    beforeShown: () => (/file(:|%3a)/i.test(history.hash()) ? recent.load() : Promise.resolve()),
    dropChanged: offline.dropChanged,
    onReplaced: (id) => data.replace(id, null),
    onSamples: () => history.dropOption?.('catalog'),
    onSettled() {
      addressing.begin();
      tours.start();
      const { catalog } = recordings.getState();
      // An empty stage says itself why it is empty.
      if (catalog.status === 'error' && !listing.isSamples() && view.getState().panels.length > 0) notices.error('The list of recordings could not be read', catalog.failure);
    },
  });
  const tours = createTours({
    view,
    notices,
    fetch,
    hash: history.hash(),
    folder: storiesUrl,
    apply: (hash) => addressing.apply(hash),
    play: () => commands.play(),
  });
  const savedViews = createSavedViews({
    client,
    library,
    recordings,
    notices,
    apply: addressing.applySaved,
    recall(name) {
      const file = recent.named(name);
      if (file !== null) void commands.openRecent(file.key);
    },
  });
  const importing = createImporting({
    client,
    library,
    recordings,
    scheduler: data,
    notices,
    openings,
    storage: mappings,
    show(id) {
      if (!view.getState().panels.some(({ recordingId }) => recordingId === id)) commands.chooseRecording(id);
    },
  });
  const openers: readonly FileOpener[] = [savedViews, news.opener];
  const opening = createOpeningControl({
    library,
    scheduler: data,
    notices,
    openings,
    recent,
    openers,
    onProposal: importing.propose,
    show: (id) => commands.chooseRecording(id),
    apply: addressing.apply,
    ended: life.signal,
  });
  const commands: ExplorerCommands = {
    ...playback,
    ...opening.commands,
    ...importing.commands,
    ...listing.commands,
    ...createCompareCommands(view, recordings, notices),
    ...createCustomGraphCommands(view, notices, graphEditor),
    ...createEvidenceCommands({ view, scheduler: evidenceScheduler, has: library.has, contextsOf: (id) => contextsOf(recordings, id), notices }),
    ...createPanelCommands({ view, has: library.has, notices, scheduler }),
    shareStatus: () => shareStatus({ view: view.getState(), sourceOf: library.sourceOf, page: pageUrl() }),
    saveView: async (callOptions) => (await import('./share/saveView.ts')).saveView({ client, library, recordings, view }, callOptions),
    dismissNotice: notices.dismiss,
  };

  void listing.load();

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
    news,
    tours,
    importing: importing.store,
    commands,
    exports: createExportSources(client, library),
    dispose() {
      life.abort();
      openings.dispose();
      importing.dispose();
      addressing.dispose();
      news.dispose();
      tours.dispose();
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
