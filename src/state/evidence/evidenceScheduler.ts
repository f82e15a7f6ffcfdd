/**
 * Keeps every slot of evidence at what the page shows, and computes nothing else. Pieces run in their lanes, in the order of
 * the registry, after the panels' own requests. Finished pieces are kept, so that coming back to one shows it at once.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import { KeptValues } from '../base/keptValues.ts';
import type { AnalysisSlot, AnalysisStore } from '../panels/analysisStore.ts';
import { ResultCache } from '../panels/resultCache.ts';
import { SlotEngine, type Slot, type Wish } from '../panels/slots.ts';
import { familyMembers } from '../recordings/families.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import type { RecordingsState, RecordingsStore } from '../recordings/recordingsStore.ts';
import { anyChanged, EVIDENCE_FIELDS, type ViewState } from '../view/viewFields.ts';
import type { EvidenceState, EvidenceStore } from './evidenceStore.ts';
import { createEvidenceTools, type EvidenceTools, type Piece, type PieceInput } from './piece.ts';
import { EVIDENCE_NAMES, PIECES, type EvidenceName } from './pieces.ts';

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
  readonly client: AnalysisClient;
  readonly library: Pick<RecordingLibrary, 'open'>;
  readonly view: Pick<StoreApi<ViewState>, 'getState' | 'subscribe'>;
  readonly analysis: AnalysisStore;
  readonly recordings: RecordingsStore;
  readonly evidence: EvidenceStore;
  /** Shared with the panels. */
  readonly results?: ResultCache;
}

const pieceOf = (name: EvidenceName): Piece<unknown> => PIECES[name];

/** The focus panel as pieces see it; a failure where there is none of it, or null while it is still to come. */
function shownPanel(view: ViewState, slot: AnalysisSlot | undefined): Pick<PieceInput, 'panel' | 'focus' | 'metadata'> | Wish<never> | undefined {
  const spec = view.panels[view.focus];
  if (spec === undefined || slot === undefined) return undefined;
  if (slot.status !== 'ready' || slot.value?.recordingId !== spec.recordingId) return { kind: 'wait', failure: slot.failure };
  return { panel: { ...spec, layer: slot.value.analysis.settings.layer }, focus: slot.value, metadata: slot.value.info.metadata };
}

export interface EvidencePlanInput {
  readonly tools: EvidenceTools;
  readonly view: ViewState;
  /** The focus panel's. */
  readonly slot: AnalysisSlot | undefined;
  readonly recordings: RecordingsState;
  readonly evidence: EvidenceState;
}

/** What the page asks for: one wish for every piece that it shows. */
export function evidencePlan({ tools, view, slot, recordings, evidence }: EvidencePlanInput): { readonly [N in EvidenceName]?: Wish<unknown> } {
  const panel = shownPanel(view, slot);
  if (panel === undefined) return {};
  const shown = EVIDENCE_NAMES.filter((name) => pieceOf(name).shown(view));
  if ('kind' in panel) return Object.fromEntries(shown.map((name) => [name, panel]));
  const members = familyMembers(recordings);
  const member = members.find(({ id }) => id === panel.panel.recordingId);
  const slotOf = <T>({ name }: Piece<T>) => evidence[name as EvidenceName] as unknown as Slot<T>;
  const input: PieceInput = { ...panel, view, members, member, slotOf, tools };
  return Object.fromEntries(shown.map((name) => [name, pieceOf(name).wish(input)]));
}

export function createEvidenceScheduler(options: EvidenceSchedulerOptions): EvidenceScheduler {
  const { client, library, view, analysis, recordings, evidence, results = new ResultCache() } = options;
  const tools = createEvidenceTools({ client, library, results });
  const widths = { quick: 1, nulls: client.aside };
  const kept = new Map(EVIDENCE_NAMES.map((name) => [name, new KeptValues<unknown>(PIECES_KEPT)]));
  let disposed = false;

  const engine = new SlotEngine<EvidenceName>({
    read: (name) => evidence.getState()[name],
    write: (name, slot) => evidence.setState({ [name]: slot } as unknown as Partial<EvidenceState>),
    known: (name, key) => kept.get(name)!.get(key),
    keep: (name, key, value) => kept.get(name)!.set(key, value),
    admits(waiting, running) {
      if (disposed || analysis.getState().slots.some(({ status }) => status === 'loading')) return [];
      return Object.entries(widths).flatMap(([lane, width]) => {
        const inLane = (name: EvidenceName) => pieceOf(name).lane === lane;
        const free = width - [...running].filter(inLane).length;
        return EVIDENCE_NAMES.filter((name) => waiting.includes(name) && inLane(name)).slice(0, free);
      });
    },
    landed: () => sync(),
  });

  let syncing = false;
  let again = false;
  /** Slots that change while they are brought up to date (one piece may rest on another) are looked at once more. */
  function sync(): void {
    if (disposed) return;
    again = true;
    if (syncing) return;
    syncing = true;
    while (again) {
      again = false;
      const state = view.getState();
      const plan = evidencePlan({ tools, view: state, slot: analysis.getState().slots[state.focus], recordings: recordings.getState(), evidence: evidence.getState() });
      engine.apply(EVIDENCE_NAMES.map((name) => [name, plan[name]] as const));
    }
    syncing = false;
    engine.advance();
  }

  const unsubscribe = [
    view.subscribe((state, before) => {
      if (anyChanged(EVIDENCE_FIELDS, state, before)) sync();
    }),
    evidence.subscribe((state, before) => {
      if (EVIDENCE_NAMES.some((name) => state[name].status !== before[name].status || state[name].key !== before[name].key)) sync();
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
      if (engine.reset(name)) sync();
    },
    cancel: (name) => engine.cancel(name),
    forget() {
      for (const values of kept.values()) values.clear();
      tools.forget();
      sync();
    },
    dispose() {
      disposed = true;
      unsubscribe.forEach((stop) => stop());
      engine.dispose();
    },
  };
}
