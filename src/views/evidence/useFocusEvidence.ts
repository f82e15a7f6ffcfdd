/** The evidence that belongs to what the focus panel shows, and the frame of it that is looked at. */
import type { FrameWindow } from '../../core/analysis/settings.ts';
import { useEvidence, useView } from '../../state/binding.tsx';
import type { EvidenceState } from '../../state/evidence/evidenceStore.ts';
import type { EvidenceName } from '../../state/evidence/pieces.ts';

/** The recorded frame at or before a context in tokens; the first before all of them, the last for null. */
export function frameAtOrBefore(frames: readonly Pick<FrameWindow, 'context'>[], context: number | null): number {
  if (context === null) return frames.length - 1;
  let at = 0;
  frames.forEach((frame, i) => {
    if (frame.context <= context + 1e-9) at = i;
  });
  return at;
}

/** Evidence that belongs to what the focus panel shows. */
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
  const value = useEvidence<NonNullable<EvidenceState[Name]['value']> | null>((state) => state[name].value);
  const stale = useEvidence((state) => state[name].status !== 'ready');
  return { value: value !== null && (recordingId === null || value.recordingId === recordingId) ? value : null, stale };
}

/** The frame of a control that stands at the focus panel's context, or where the pointer is on a chart. */
export function useNullsFrame(frames: readonly FrameWindow[]): number {
  return useView(({ cursor, hoveredContext }) => frameAtOrBefore(frames, hoveredContext ?? cursor));
}
