/**
 * Keeps every slot of evidence at what the open tab asks for, and computes nothing else. Pieces run in two lanes, in the
 * order of the plan, after the panels' own requests. The newest request of a slot wins: an older one is cancelled, and
 * what it brings too late never lands. Finished pieces are kept, so that coming back to one shows it at once.
 */
import type { StoreApi } from 'zustand/vanilla';
import { cancelledFailure, failureOf } from '../../worker/failure.ts';
import type { AnalysisStore } from '../panels/analysisStore.ts';
import type { EvidenceTask, EvidenceTasks } from './evidenceTasks.ts';
import { EVIDENCE_LANES, EVIDENCE_NAMES, evidencePlan, type EvidencePlan } from './evidencePlan.ts';
import { idleSlot, type EvidenceName, type EvidenceSlots, type EvidenceState, type EvidenceStore } from './evidenceStore.ts';
import type { EvidenceSlot } from './evidenceTypes.ts';
import { KeptValues } from '../base/keptValues.ts';
import type { RecordingsStore } from '../recordings/recordingsStore.ts';
import type { ViewState } from '../view/viewStore.ts';

/** Fields of the view whose change can change a request; the others change many times a second while playing. */
const VIEW_INPUTS = ['panels', 'focus', 'mode', 'window', 'weighting', 'basis', 'referenceContext'] as const;
const EVIDENCE_INPUTS = ['tab', 'permutations', 'seed', 'curveLayers', 'scalingChoices', 'ghostPanel', 'scalingData'] as const;

/** Finished pieces kept for each slot. */
const PIECES_KEPT = 12;

export interface EvidenceScheduler {
  /** Runs a piece of evidence again that failed or was cancelled; one that is loading or ready is left alone. */
  readonly retry: (name: EvidenceName) => void;
  /** Cancels what a piece waits for; its last good value stays. */
  readonly cancel: (name: EvidenceName) => void;
  /** Takes note that a recording's data has been replaced: everything known is dropped and asked for again. */
  readonly forget: () => void;
  readonly dispose: () => void;
}

export interface EvidenceSchedulerOptions {
  readonly tasks: EvidenceTasks;
  readonly view: Pick<StoreApi<ViewState>, 'getState' | 'subscribe'>;
  readonly analysis: AnalysisStore;
  readonly recordings: RecordingsStore;
  readonly evidence: EvidenceStore;
  /** Pieces of the second lane that run at a time; 1 where absent. */
  readonly nullsAtOnce?: number;
}

type AnyTask = EvidenceTask<unknown>;
type AnySlot = EvidenceSlot<unknown>;

export function createEvidenceScheduler({ tasks, view, analysis, recordings, evidence, nullsAtOnce = 1 }: EvidenceSchedulerOptions): EvidenceScheduler {
  const lanes = EVIDENCE_LANES.map((names, lane) => ({ names, width: lane === 0 ? 1 : nullsAtOnce }));
  const kept = new Map(EVIDENCE_NAMES.map((name) => [name, new KeptValues<unknown>(PIECES_KEPT)]));
  const queue = new Map<EvidenceName, AnyTask>();
  const running = new Map<EvidenceName, AbortController>();
  let disposed = false;

  const slotOf = (name: EvidenceName): AnySlot => evidence.getState()[name];

  function setSlot(name: EvidenceName, change: Partial<AnySlot>): void {
    const slot = { ...slotOf(name), ...change } as EvidenceSlots[EvidenceName];
    evidence.setState({ [name]: slot } as Partial<EvidenceState>);
  }

  function plan(): EvidencePlan {
    const state = view.getState();
    const slot = analysis.getState().slots[state.focus];
    return evidencePlan({ tasks, view: state, slot: slot ?? null, recordings: recordings.getState(), evidence: evidence.getState() });
  }

  function leave(name: EvidenceName): void {
    queue.delete(name);
    const controller = running.get(name);
    running.delete(name);
    controller?.abort();
  }

  /** Brings one slot to its wish. Setting the same again is avoided, so that no listener is called for nothing. */
  function apply(name: EvidenceName, wish: EvidencePlan[EvidenceName]): void {
    const slot = slotOf(name);
    if (wish === undefined) {
      leave(name);
      if (slot.status !== 'idle') setSlot(name, { ...idleSlot, value: slot.value });
      return;
    }
    if (wish.kind === 'wait') {
      leave(name);
      const status = wish.failure === null ? 'loading' : 'error';
      if (slot.key !== null || slot.status !== status || slot.failure !== wish.failure) {
        setSlot(name, { key: null, status, progress: null, failure: wish.failure, note: null });
      }
      return;
    }
    if (wish.kind === 'absent') {
      leave(name);
      if (slot.status !== 'absent' || slot.note !== wish.note) setSlot(name, { ...idleSlot, status: 'absent', note: wish.note });
      return;
    }
    if (slot.key === wish.task.key && slot.status !== 'idle') return;
    leave(name);
    const known = kept.get(name)!.get(wish.task.key);
    if (known !== undefined) {
      setSlot(name, { key: wish.task.key, status: 'ready', progress: null, failure: null, note: null, value: known });
      return;
    }
    setSlot(name, { key: wish.task.key, status: 'loading', progress: null, failure: null, note: null });
    queue.set(name, wish.task);
  }

  let syncing = false;
  let again = false;
  /** Slots that change while they are brought up to date (one piece may wait for another) are looked at once more. */
  function sync(): void {
    if (disposed) return;
    again = true;
    if (syncing) return;
    syncing = true;
    while (again) {
      again = false;
      const wanted = plan();
      for (const name of EVIDENCE_NAMES) apply(name, wanted[name]);
    }
    syncing = false;
    advance();
  }

  /** Starts the next piece of every free lane, once no panel is waiting. */
  function advance(): void {
    if (disposed || analysis.getState().slots.some(({ status }) => status === 'loading')) return;
    for (const { names, width } of lanes) {
      const free = width - names.filter((name) => running.has(name)).length;
      for (const name of names.filter((waiting) => queue.has(waiting)).slice(0, free)) start(name, queue.get(name)!);
    }
  }

  function start(name: EvidenceName, task: AnyTask): void {
    queue.delete(name);
    const controller = new AbortController();
    running.set(name, controller);
    const current = () => running.get(name) === controller;
    const report = (progress: AnySlot['progress']) => current() && setSlot(name, { progress });
    const partial = (value: unknown) => current() && setSlot(name, { value });
    const land = (change: Partial<AnySlot>) => {
      if (!current()) return;
      running.delete(name);
      setSlot(name, { progress: null, ...change });
      sync();
    };
    task.run({ signal: controller.signal, report, partial }).then(
      (value) => {
        kept.get(name)!.set(task.key, value);
        land({ status: 'ready', failure: null, value });
      },
      (error: unknown) => land({ status: 'error', failure: failureOf(error, null) }),
    );
  }

  const unsubscribe = [
    view.subscribe((state, before) => {
      if (VIEW_INPUTS.some((field) => state[field] !== before[field])) sync();
    }),
    evidence.subscribe((state, before) => {
      if (EVIDENCE_INPUTS.some((field) => state[field] !== before[field])) sync();
    }),
    analysis.subscribe((state, before) => {
      const same = state.slots.length === before.slots.length && state.slots.every(({ status, key }, i) => status === before.slots[i]!.status && key === before.slots[i]!.key);
      if (!same) sync();
    }),
    recordings.subscribe((state, before) => {
      if (state.catalog !== before.catalog) sync();
    }),
  ];
  sync();

  return {
    retry(name) {
      if (slotOf(name).status !== 'error') return;
      setSlot(name, { key: null, status: 'idle', failure: null });
      sync();
    },
    cancel(name) {
      if (slotOf(name).status !== 'loading') return;
      leave(name);
      setSlot(name, { status: 'error', progress: null, failure: cancelledFailure() });
      advance();
    },
    forget() {
      for (const values of kept.values()) values.clear();
      tasks.forget();
      sync();
    },
    dispose() {
      disposed = true;
      unsubscribe.forEach((stop) => stop());
      queue.clear();
      const left = [...running.values()];
      running.clear();
      for (const controller of left) controller.abort();
    },
  };
}
