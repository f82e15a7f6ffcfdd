/**
 * Keeps every panel's slot at what its panel asks for; panels that ask for the same share one request.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import type { OpenedRecording, Progress } from '../../worker/protocol.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import { plainPanel, type PanelSpec } from '../view/panelSpec.ts';
import { ANALYSIS_FIELDS, anyChanged, type ViewState } from '../view/viewFields.ts';
import { requestKey, requestSettings, type AnalysisView } from './analysisRequest.ts';
import type { AnalysisSlot, AnalysisStore, PanelResult } from './analysisStore.ts';
import { ResultCache } from './resultCache.ts';
import { idleSlot, SlotEngine, type SlotTask } from './slots.ts';

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
  const engine = new SlotEngine<number>({
    read: (panel) => analysis.getState().slots[panel] ?? idleSlot,
    write(panel, slot) {
      analysis.setState(({ slots }) => ({ slots: slots.map((other, i) => (i === panel ? (slot as AnalysisSlot) : other)) }));
    },
    known: (_, key) => results.get(key),
    keep: (_, key, value) => results.set(key, value as PanelResult),
  });

  function taskOf(panel: PanelSpec, asked: AnalysisView): SlotTask<PanelResult> {
    return {
      key: requestKey(panel, asked),
      async run({ signal, report }) {
        const { handle, info } = await library.open(panel.recordingId, { signal, onProgress: report });
        const settings = requestSettings(panel, asked, info.metadata);
        return { recordingId: panel.recordingId, info, analysis: await client.run('analysis', { handle, settings }, { signal, onProgress: report }) };
      },
    };
  }

  /** The slot a panel begins with after a change: that of its own request where there is one, else an idle one over the last good view. */
  function slotFor(key: string, index: number, panels: readonly PanelSpec[], before: readonly AnalysisSlot[]): AnalysisSlot {
    const same = before[index]?.key === key ? before[index] : before.find((slot) => slot.key === key);
    if (same !== undefined) return same;
    const last = before[index]?.value ?? null;
    const keep = last !== null && (last.recordingId === panels[index]!.recordingId || before.length === panels.length || index === 0);
    const value = results.get(key) ?? (keep ? last : null);
    return { ...idleSlot, key, status: results.get(key) === undefined ? 'loading' : 'ready', value };
  }

  function sync(state: ViewState): void {
    const before = analysis.getState().slots;
    const tasks = state.panels.map((panel) => taskOf(panel, state));
    if (tasks.length === before.length && tasks.every(({ key }, i) => before[i]!.key === key)) return;
    analysis.setState({ slots: tasks.map(({ key }, i) => slotFor(key, i, state.panels, before)) });
    const gone = before.slice(tasks.length).map((_, i) => [tasks.length + i, undefined] as const);
    engine.apply([...tasks.map((task, i) => [i, { kind: 'run', task }] as const), ...gone]);
  }

  const unsubscribe = view.subscribe((state, before) => {
    if (anyChanged(ANALYSIS_FIELDS, state, before)) sync(view.getState());
  });
  sync(view.getState());

  return {
    retry(panel) {
      const state = view.getState();
      const spec = state.panels[panel];
      if (spec !== undefined && engine.reset(panel)) engine.apply([[panel, { kind: 'run', task: taskOf(spec, state) }]]);
    },
    cancel: (panel) => engine.cancel(panel),
    async tryOut(recordingId, { handle, info }, signal, onProgress) {
      const panel = plainPanel(recordingId);
      // The settings under which a recording is shown when it is chosen.
      const asked: AnalysisView = { ...view.getState(), referenceContext: null };
      const result = await client.run('analysis', { handle, settings: requestSettings(panel, asked, info.metadata) }, { signal, onProgress });
      return { key: requestKey(panel, asked), result: { recordingId, info, analysis: result } };
    },
    replace(recordingId, tried) {
      results.drop(recordingId);
      if (tried !== null) results.set(tried.key, tried.result);
      const state = view.getState();
      const shown = state.panels.flatMap((panel, i) => (panel.recordingId === recordingId ? [i] : []));
      engine.renew(shown.map((i) => [i, taskOf(state.panels[i]!, state)] as const));
    },
    dispose() {
      unsubscribe();
      engine.dispose();
    },
  };
}
