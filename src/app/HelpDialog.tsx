/** The list of keys and gestures. */
import type { ReactNode } from 'react';
import { Subtitle, TitledDialog } from '../views/ui/TitledDialog.tsx';
import { StoryList } from '../views/stories/StoryList.tsx';
import * as styles from './helpDialog.module.css';

/** What to press, what happens. */
interface KeyRow {
  readonly keys: readonly string[];
  readonly does: string;
}

const ANYWHERE: readonly KeyRow[] = [
  { keys: ['Space'], does: 'Play or pause' },
  { keys: ['←', '→'], does: 'One recorded context back or on' },
  { keys: ['Shift ←', 'Shift →'], does: 'Five contexts back or on' },
  { keys: ['Home', 'End'], does: 'First or last context' },
  { keys: [',', '.'], does: 'Play slower or faster' },
  { keys: ['2', '3'], does: 'Draw in 2D or 3D' },
  { keys: ['E'], does: 'Edges of the graph' },
  { keys: ['T'], does: 'Trail of earlier contexts' },
  { keys: ['L'], does: 'Labels' },
  { keys: ['C'], does: 'Compare graph sizes' },
  { keys: ['W'], does: 'PC 1-2 and PC 3-4 side by side' },
  { keys: ['O'], does: 'Back to one panel' },
  { keys: ['G'], does: 'Draw a graph of your own' },
  { keys: ['R'], does: 'Reset zoom and turn of every panel' },
  { keys: ['X'], does: 'Export a picture, a video or data' },
  { keys: ['Ctrl Z'], does: 'Undo the last change of the view' },
  { keys: ['Ctrl Shift Z', 'Ctrl Y'], does: 'Redo it' },
  { keys: ['Esc'], does: 'Let go of the pinned word' },
  { keys: ['F'], does: 'Open files or addresses' },
  { keys: ['Ctrl V'], does: 'Open a pasted address or file' },
  { keys: ['?'], does: 'This list' },
];

/** Keys that the pictures handle themselves, while a word or the picture of a panel has the focus. */
const IN_A_PANEL: readonly KeyRow[] = [
  { keys: ['[', ']'], does: 'Previous or next word' },
  { keys: ['Enter'], does: 'Pin the word, or let it go' },
  { keys: ['+', '-'], does: 'Zoom in or out' },
  { keys: ['Alt ←', '→', '↑', '↓'], does: 'Pan in 2D, turn in 3D' },
  { keys: ['0'], does: 'Reset zoom and turn of this panel' },
];

const GESTURES: readonly { readonly gesture: string; readonly does: string }[] = [
  { gesture: 'Wheel or pinch', does: 'Zoom' },
  { gesture: 'Drag', does: 'Pan in 2D, turn in 3D' },
  { gesture: 'Double-click', does: 'Reset zoom and turn' },
  { gesture: 'Point at a word', does: 'Its tokens and nearest words' },
  { gesture: 'Point at the timeline', does: 'That context, faintly, in every panel' },
  { gesture: 'Click a word', does: 'Pin it and mark its neighbours' },
  { gesture: 'Drop files on the page', does: 'Open them' },
];

function HelpPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <Subtitle>{title}</Subtitle>
      <dl className={styles.list}>{children}</dl>
    </section>
  );
}

function KeyRows({ rows }: { readonly rows: readonly KeyRow[] }) {
  return rows.map(({ keys, does }) => (
    <div key={does}>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  ));
}

export interface HelpDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function HelpDialog({ open, onClose }: HelpDialogProps) {
  return (
    <TitledDialog title="Help" open={open} onClose={onClose} className={styles.help} dismissable>
      <section className={styles.part}>
        <Subtitle>Guided tours</Subtitle>
        <StoryList onBegin={onClose} />
      </section>
      <HelpPart title="Anywhere, while no field has the focus">
        <KeyRows rows={ANYWHERE} />
      </HelpPart>
      <HelpPart title="In a panel, once a word or the picture has the focus">
        <KeyRows rows={IN_A_PANEL} />
      </HelpPart>
      <HelpPart title="By pointer or touch">
        {GESTURES.map(({ gesture, does }) => (
          <div key={gesture}>
            <dt>{gesture}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </HelpPart>
    </TitledDialog>
  );
}
