/** What the reader can do with panels one by one. */
import type { Notices } from '../base/notices.ts';
import { plainPanel } from '../view/panelSpec.ts';
import type { ViewStore } from '../view/viewStore.ts';
import type { AnalysisScheduler } from './analysisScheduler.ts';

export interface PanelCommands {
  /** Shows one recording of the catalog alone, with its default layer and first components, at its last context. */
  chooseRecording(id: string): void;
  /** Runs a failed or cancelled panel again. */
  retry(panel: number): void;
  /** Cancels what a panel is waiting for; its last good view stays. */
  cancel(panel: number): void;
  /** Zoom and turn of every panel back to where all nodes are seen (`resets` in the view store). */
  resetView(): void;
}

export interface PanelCommandsOptions {
  readonly view: ViewStore;
  readonly has: (recordingId: string) => boolean;
  readonly notices: Notices;
  readonly scheduler: Pick<AnalysisScheduler, 'retry' | 'cancel'>;
}

export function createPanelCommands({ view, has, notices, scheduler }: PanelCommandsOptions): PanelCommands {
  return {
    chooseRecording(id) {
      if (!has(id)) {
        notices.info('No such recording', `There is no recording "${id}" here.`, 'Choose one from the list, or open its file.');
        return;
      }
      const { setPanels, update } = view.getState();
      update({ playing: false, cursor: null, referenceContext: null });
      setPanels([plainPanel(id)]);
    },
    retry: scheduler.retry,
    cancel: scheduler.cancel,
    resetView: () => view.getState().update({ resets: view.getState().resets + 1 }),
  };
}
