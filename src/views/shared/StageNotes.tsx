import type { ProjectionContent } from './projectionContent.ts';
import type { FrameStep } from './panelPosition.ts';
import styles from './stageNotes.module.css';

interface StageNotesProps {
  readonly content: ProjectionContent;
  readonly step: FrameStep;
  readonly hiddenLabels: number;
  /** Side of the panel that the notes keep to. */
  readonly side: 'left' | 'right';
}

/** What the reader must know about the picture: that it lies between records, which axes it uses, which labels are left out. */
export function StageNotes({ content, step, hiddenLabels, side }: StageNotesProps) {
  const { frames, settings } = content.result.analysis;
  const from = frames[step.frame]!.context;
  const to = frames[step.frame + 1]?.context;
  const notes = [
    step.between && to !== undefined ? { key: 'between', text: `between ${from} and ${to}` } : null,
    settings.basis.kind === 'aligned' ? { key: 'aligned', text: 'aligned PC plane' } : null,
    hiddenLabels > 0
      ? { key: 'hidden', text: `${hiddenLabels} ${hiddenLabels === 1 ? 'label' : 'labels'} left out` }
      : null,
  ].filter((note) => note !== null);
  const references = content.graphs.filter((graph) => graph !== content.context);
  if (notes.length === 0 && references.length === 0) return null;
  return (
    <ul className={styles.notes} data-side={side} data-overlay="">
      {references.length > 0
        ? content.graphs.map((graph) => (
            <li key={`graph ${graph.id}`} data-note="graph">
              <span className={styles.stroke} data-reference={graph !== content.context || undefined} />
              {graph.title}
            </li>
          ))
        : null}
      {notes.map(({ key, text }) => (
        <li key={key} data-note={key} title={key === 'hidden' ? 'Zoom in or point at a node to read it' : undefined}>
          {text}
        </li>
      ))}
    </ul>
  );
}

interface MissingWordsProps {
  readonly content: ProjectionContent;
  readonly frame: number;
  readonly side: 'left' | 'right';
}

/** Words without a token in the window: they have no mean, so they are listed instead of drawn. */
export function MissingWords({ content, frame, side }: MissingWordsProps) {
  const { tokenCounts } = content.result.analysis;
  const missing = content.labels.filter((_, i) => tokenCounts[frame * content.nodes + i] === 0);
  if (missing.length === 0 || missing.length === content.nodes) return null;
  const words = missing.map((label) => label.trim()).join(', ');
  return (
    <p className={styles.missing} data-side={side} data-overlay="" title={`missing in this window: ${words}`} data-testid="missing-words">
      <span className={styles.missingDot} aria-hidden="true" />
      missing in this window: {words}
    </p>
  );
}
