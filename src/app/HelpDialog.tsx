/** The list of keys and gestures. */
import type { ReactNode } from 'react';
import { Subtitle, TitledDialog } from '../views/ui/TitledDialog.tsx';
import { keyHelp, panelKeyHelp } from '../views/ui/keyMap.ts';
import styles from './helpDialog.module.css';

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

function KeyRows({ rows }: { readonly rows: typeof keyHelp }) {
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
    <TitledDialog title="Keys and gestures" open={open} onClose={onClose} className={styles.help} dismissable>
      <HelpPart title="Anywhere, while no field has the focus">
        <KeyRows rows={keyHelp} />
      </HelpPart>
      <HelpPart title="In a panel, once a word or the picture has the focus">
        <KeyRows rows={panelKeyHelp} />
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
