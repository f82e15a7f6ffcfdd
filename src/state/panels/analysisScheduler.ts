/**
 * Keeps every panel's slot at what its panel asks for. The newest request of a panel wins: an older one is cancelled
 * unless another panel still wants it, and what it brings too late never lands. Panels that ask for the same share one request.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import { cancelledFailure, failureOf } from '../../worker/failure.ts';
import type { OpenedRecording, Progress } from '../../worker/protocol.ts';
import { SharedTasks } from '../../worker/pool/sharedTasks.ts';
import { requestKey, requestSettings, type AnalysisView } from './analysisRequest.ts';
import type { AnalysisSlot, AnalysisStore, PanelResult } from './analysisStore.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import { ResultCache } from './resultCache.ts';
import { plainPanel, type PanelSpec, type ViewState } from '../view/viewStore.ts';

/** Fields whose change can change a request; the others change many times a second while playing. */
const INPUTS = ['panels', 'mode', 'window', 'weighting', 'basis', 'referenceContext'] as const;

/** The answer to a request that no panel has made yet. */
export interface Trial {
  readonly key: string;
  readonly result: PanelResult;
}

export interface AnalysisScheduler {
  /** Runs a panel again that failed or was cancelled; a panel that is loading or ready is left alone. */
  readonly retry: (panel: number) => void;
  readonly cancel: (panel: number) => void;
  /**
   * Analyses a recording as a panel of its own would show it under the present settings, without showing it. Rejects
   * with a FailureError.
   */
  readonly tryOut: (
    recordingId: string,
    opened: OpenedRecording,
    signal: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ) => Promise<Trial>;
  /**
   * Takes note that a recording's data has been replaced: what is known of the old is dropped and asked for again where
   * a panel shows it, the last good view staying until then. `tried` is what `tryOut` found of the new data.
   */
  readonly replace: (recordingId: string, tried: Trial | null) => void;
  readonly dispose: () => void;
}

export interface AnalysisSchedulerOptions {
  readonly client: AnalysisClient;
  readonly library: RecordingLibrary;
  readonly view: Pick<StoreApi<ViewState>, 'getState' | 'subscribe'>;
  readonly analysis: AnalysisStore;
  /** Shared with the evidence, whose sweeps analyse layers that a panel may show next. */
  readonly results?: ResultCache;
}

export function createAnalysisScheduler(options: AnalysisSchedulerOptions): AnalysisScheduler {
  const { client, library, view, analysis, results = new ResultCache() } = options;
  const running = new SharedTasks<PanelResult>();
  /** What each slot waits for, by the slot's identity at the time: index and key. */
  const waiting = new Map<number, { readonly key: string; readonly controller: AbortController }>();

  function setSlot(panel: number, change: Partial<AnalysisSlot>): void {
    analysis.setState(({ slots }) => ({ slots: slots.map((slot, i) => (i === panel ? { ...slot, ...change } : slot)) }));
  }

  /** Panels that wait for this key now. */
  function waitingFor(key: string): number[] {
    return [...waiting].filter(([, wait]) => wait.key === key).map(([panel]) => panel);
  }

  async function compute(panel: PanelSpec, asked: AnalysisView, key: string, signal: AbortSignal): Promise<PanelResult> {
    const onProgress = (progress: Progress) => waitingFor(key).forEach((index) => setSlot(index, { progress }));
    const { handle, info } = await library.open(panel.recordingId, { signal, onProgress });
    const settings = requestSettings(panel, asked, info.metadata);
    const result = await client.analyse(handle, settings, { signal, onProgress });
    return { recordingId: panel.recordingId, info, analysis: result };
  }

  function request(index: number, panel: PanelSpec, asked: AnalysisView, key: string): void {
    const controller = new AbortController();
    waiting.get(index)?.controller.abort();
    const wait = { key, controller };
    waiting.set(index, wait);
    const land = (change: Partial<AnalysisSlot>): void => {
      if (waiting.get(index) !== wait) return;
      waiting.delete(index);
      setSlot(index, { progress: null, ...change });
    };
    running.run(key, (signal) => compute(panel, asked, key, signal), controller.signal).then(
      (result) => {
        results.set(key, result);
        land({ status: 'ready', failure: null, result });
      },
      (error: unknown) => {
        land({ status: 'error', failure: failureOf(error, null) });
      },
    );
  }

  /** The slot a panel has after a change: its own request's where there is one, else a new one over the last good view. */
  function slotFor(key: string, index: number, panels: readonly PanelSpec[], before: readonly AnalysisSlot[]): AnalysisSlot {
    const known = results.get(key);
    if (known !== undefined) return { key, status: 'ready', progress: null, failure: null, result: known };
    const same = before[index]?.key === key ? before[index] : before.find((slot) => slot.key === key);
    if (same !== undefined) return same;
    const last = before[index]?.result ?? null;
    const keep = last !== null && (last.recordingId === panels[index]!.recordingId || before.length === panels.length || index === 0);
    return { key, status: 'loading', progress: null, failure: null, result: keep ? last : null };
  }

  function sync(state: ViewState): void {
    const before = analysis.getState().slots;
    const keys = state.panels.map((panel) => requestKey(panel, state));
    if (keys.length === before.length && keys.every((key, i) => before[i]!.key === key)) return;

    const slots = keys.map((key, i) => slotFor(key, i, state.panels, before));
    const started: number[] = [];
    slots.forEach((slot, i) => {
      if (slot.status === 'loading' && waiting.get(i)?.key !== slot.key) started.push(i);
    });
    analysis.setState({ slots });
    // New requests join running ones before the old ones are let go, so that a shared one is not started twice.
    const left = [...waiting].filter(([i, wait]) => slots[i]?.key !== wait.key || slots[i].status !== 'loading');
    for (const [i] of left) waiting.delete(i);
    for (const i of started) request(i, state.panels[i]!, state, slots[i]!.key);
    for (const [, wait] of left) wait.controller.abort();
  }

  const unsubscribe = view.subscribe((state, before) => {
    if (INPUTS.some((field) => state[field] !== before[field])) sync(view.getState());
  });
  sync(view.getState());

  return {
    retry(panel) {
      const state = view.getState();
      const slot = analysis.getState().slots[panel];
      const spec = state.panels[panel];
      if (slot === undefined || spec === undefined || slot.status !== 'error') return;
      setSlot(panel, { status: 'loading', progress: null, failure: null });
      request(panel, spec, state, slot.key);
    },
    cancel(panel) {
      const wait = waiting.get(panel);
      if (wait === undefined) return;
      waiting.delete(panel);
      setSlot(panel, { status: 'error', progress: null, failure: cancelledFailure() });
      wait.controller.abort();
    },
    async tryOut(recordingId, { handle, info }, signal, onProgress) {
      const panel = plainPanel(recordingId);
      // The settings under which a recording is shown when it is chosen.
      const asked: AnalysisView = { ...view.getState(), referenceContext: null };
      const result = await client.analyse(handle, requestSettings(panel, asked, info.metadata), { signal, onProgress });
      return { key: requestKey(panel, asked), result: { recordingId, info, analysis: result } };
    },
    replace(recordingId, tried) {
      results.drop(recordingId);
      if (tried !== null) results.set(tried.key, tried.result);
      const state = view.getState();
      const shown = state.panels.flatMap((panel, i) => (panel.recordingId === recordingId ? [i] : []));
      // All are let go before any is asked for again: a new request must not join one for the old data.
      for (const i of shown) waiting.get(i)?.controller.abort();
      for (const i of shown) {
        const slot = analysis.getState().slots[i];
        if (slot === undefined) continue;
        const known = results.get(slot.key);
        if (known !== undefined) {
          waiting.delete(i);
          setSlot(i, { status: 'ready', progress: null, failure: null, result: known });
        } else {
          setSlot(i, { status: 'loading', progress: null, failure: null });
          request(i, state.panels[i]!, state, slot.key);
        }
      }
    },
    dispose() {
      unsubscribe();
      const left = [...waiting.values()];
      waiting.clear();
      for (const wait of left) wait.controller.abort();
    },
  };
}
