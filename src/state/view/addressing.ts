/**
 * The view and the address of the page: shows what a hash describes, keeps both in step from the first view on, and puts
 * right what an address asked of a recording before anything was known of it.
 */
import type { Clock } from '../base/clock.ts';
import type { Notices } from '../base/notices.ts';
import type { RecordingsStore } from '../recordings/recordingsStore.ts';
import { createHistorySync, type HistoryPort, type HistorySync } from './historySync.ts';
import { plainPanel, type PanelSpec } from './panelSpec.ts';
import { encodeView } from './urlCodec.ts';
import { applyHash, fitView, recordingFacts, reportMisfits } from './urlState.ts';
import type { ViewState } from './viewFields.ts';
import type { ViewHistory } from './viewHistory.ts';
import type { ViewStore } from './viewStore.ts';

export interface AddressingOptions {
  readonly view: ViewStore;
  readonly steps: Pick<ViewHistory, 'named' | 'absorb'>;
  readonly recordings: RecordingsStore;
  readonly notices: Notices;
  readonly history: HistoryPort;
  readonly clock: Clock;
  readonly isKnown: (recordingId: string) => boolean;
  /** True for a local file that the reader is asked about elsewhere. */
  readonly isOffered: (recordingId: string) => boolean;
  /** A hash has been shown: files that it names and that are not here may be offered. */
  readonly onShown: (hash: string) => void;
  /** Ids of recordings that the page was opened with; the first is shown where the hash names none. */
  readonly given: readonly string[];
}

export interface Addressing {
  /** Shows what a hash describes, as one step of the reader's. */
  readonly apply: (hash: string) => void;
  /** The theme stays the reader's; a drawn graph that no address has room for comes from the file. */
  readonly applySaved: (saved: ViewState) => void;
  /** Shows the present hash where nothing is shown yet, and from then on writes the address. */
  readonly begin: () => void;
  readonly dispose: () => void;
}

export function createAddressing(options: AddressingOptions): Addressing {
  const { view, steps, recordings, notices, history, clock, given } = options;
  let sync: HistorySync | null = null;
  const factsOf = (id: string) => recordingFacts(recordings.getState(), id);

  function fallback(): PanelSpec | null {
    const { catalog } = recordings.getState();
    if (given[0] !== undefined) return plainPanel(given[0]);
    return catalog.status === 'ready' ? plainPanel(catalog.defaultId) : null;
  }

  function show(hash: string): void {
    const { isKnown, isOffered } = options;
    applyHash(hash, { view, notices, isKnown, isListed: () => recordings.getState().catalog.status === 'ready', isOffered, factsOf, fallback });
    options.onShown(hash);
  }

  const apply = (hash: string): void => steps.named('back or forward', () => show(hash));

  /** A recording that no catalog lists shows only once it is open whether the address asked for what it has. */
  const stopFitting = recordings.subscribe(() => {
    const fitted = fitView(view.getState(), factsOf);
    if (fitted.missingLayers.length === 0 && fitted.lostPin === null) return;
    steps.absorb(() => view.getState().update({ panels: fitted.panels, pinned: fitted.pinned }));
    sync?.settle();
    reportMisfits(notices, fitted);
  });

  return {
    apply,
    applySaved(saved) {
      const { theme } = view.getState();
      steps.named('saved view', () => {
        show(encodeView({ ...saved, theme, customGraphs: [] }));
        view.getState().update({ customGraphs: saved.customGraphs });
      });
    },
    begin() {
      if (view.getState().panels.length === 0) apply(history.hash());
      if (sync === null) sync = createHistorySync({ view, history, clock, apply });
      else sync.settle();
    },
    dispose() {
      stopFitting();
      sync?.dispose();
    },
  };
}
