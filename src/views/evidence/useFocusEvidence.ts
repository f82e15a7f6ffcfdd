/** Evidence that belongs to what the focus panel shows. */
import { useEvidence } from '../../state/binding.tsx';
import type { EvidenceName, EvidenceState } from '../../state/evidence/evidenceStore.ts';

type Owned = { readonly recordingId: string };
type OwnedName = {
  [Name in EvidenceName]: NonNullable<EvidenceState[Name]['value']> extends Owned ? Name : never;
}[EvidenceName];

export interface ShownEvidence<T> {
  readonly value: T | null;
  /** The value answers an earlier request. */
  readonly stale: boolean;
}

/** A slot's value, null while it is of another recording; `recordingId` null: whichever recording it is of. */
export function useFocusEvidence<Name extends OwnedName>(
  name: Name,
  recordingId: string | null,
): ShownEvidence<NonNullable<EvidenceState[Name]['value']>> {
  const value = useEvidence((state) => state[name].value) as NonNullable<EvidenceState[Name]['value']> | null;
  const stale = useEvidence((state) => state[name].status !== 'ready');
  return { value: value !== null && (recordingId === null || value.recordingId === recordingId) ? value : null, stale };
}
