/** The evidence beside the pictures: one slot a piece. What the reader chose of it is in the view. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { idleSlot } from '../panels/slots.ts';
import { EVIDENCE_NAMES, type EvidenceSlots } from './pieces.ts';

export type EvidenceState = EvidenceSlots;

export type EvidenceStore = StoreApi<EvidenceState>;

export function createEvidenceStore(): EvidenceStore {
  return createStore<EvidenceState>()(() => Object.fromEntries(EVIDENCE_NAMES.map((name) => [name, idleSlot])) as unknown as EvidenceState);
}
