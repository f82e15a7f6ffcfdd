import type { RefObject } from 'react';
import { useEvidence } from '../../state/binding.tsx';
import { reliabilityNote } from '../../state/figures/reliability.ts';
import type { SpectralGhost } from '../../state/figures/spectralGhost.ts';
import { Explanation } from '../ui/InfoPopover.tsx';
import { HiddenLabels, type LabelTally } from './HiddenLabels.tsx';
import type { FrameStep } from './panelPosition.ts';
import type { ProjectionContent } from './projectionContent.ts';
import * as styles from './stageNotes.module.css';

interface StageNotesProps {
  readonly content: ProjectionContent;
  readonly step: FrameStep;
  /** Takes how many labels found no room. */
  readonly tallyRef: RefObject<LabelTally | null>;
  /** The spectral embedding laid over the picture. */
  readonly ghost?: SpectralGhost | null;
}

/**
 * One line above the picture with what the reader must know about it: that it lies between records, which axes it uses, which
 * labels and words are left out. Always there, so that the picture never changes its size with it.
 */
export function StageNotes({ content, step, tallyRef, ghost = null }: StageNotesProps) {
  const { frames, settings } = content.result.analysis;
  const from = frames[step.frame]!.context;
  const to = frames[step.frame + 1]?.context;
  return (
    <div className={styles.notes}>
      {step.between && to !== undefined ? (
        <span data-note="between">
          between {from} and {to}
        </span>
      ) : null}
      <Reliability content={content} context={from} />
      <MissingWords content={content} frame={step.frame} />
      {settings.basis.kind === 'aligned' ? <span data-note="aligned">aligned PC plane</span> : null}
      {ghost !== null ? (
        <span data-note="overlay" title="Diamonds: the graph's two slowest modes, turned and scaled to fit best. Residual: what the fit leaves over; 0 = same shape, 1 = nothing in common">
          ◇ spectral embedding of {ghost.graph}, residual {ghost.residual.toFixed(2)}
        </span>
      ) : null}
      <HiddenLabels tallyRef={tallyRef} />
    </div>
  );
}

interface ReliabilityProps {
  readonly content: ProjectionContent;
  /** Of the recorded frame, in tokens. */
  readonly context: number;
}

/** Said where halves of the sequences agree too little for the picture to be taken as it is; only once it is known. */
function Reliability({ content, context }: ReliabilityProps) {
  const { info, analysis } = content.result;
  const known = useEvidence((state) => (state.reliability.status === 'ready' ? state.reliability.value : null));
  if (known === null || known.recordingId !== info.metadata.id || known.layer !== analysis.settings.layer) return null;
  const frame = known.reliability.frames.findIndex((one) => one.context === context);
  const note = frame === -1 ? null : reliabilityNote(known.reliability, frame);
  return note === null ? null : (
    <span data-note="reliability" title={note.more}>
      {note.text}
    </span>
  );
}

interface MissingWordsProps {
  readonly content: ProjectionContent;
  readonly frame: number;
}

/** Words without a token in the window: they have no mean, so they are counted, and listed on request, instead of drawn. */
function MissingWords({ content, frame }: MissingWordsProps) {
  const { tokenCounts } = content.result.analysis;
  const missing = content.labels.filter((_, i) => tokenCounts[frame * content.nodes + i] === 0);
  if (missing.length === 0 || missing.length === content.nodes) return null;
  const words = missing.map((label) => label.trim()).join(', ');
  return (
    <Explanation
      name="The list of missing words"
      label="Missing words"
      placement="bottom start"
      offset={4}
      className={styles.missing!}
      testId="missing-words"
      words={
        <>
          <p>Without a token in this window, so without a mean:</p>
          <p className={styles.words}>{words}</p>
        </>
      }
    >
      <span className={styles.missingDot} aria-hidden="true" />
      {missing.length} {missing.length === 1 ? 'word' : 'words'} missing
    </Explanation>
  );
}
