/** The graph editor over the page. What was being drawn is there again when it opens next. */
import { useState } from 'react';
import { useExplorer, useGraphEditorOpen } from '../../state/binding.tsx';
import { TitledDialog } from '../ui/TitledDialog.tsx';
import { GraphEditor, type Kept } from './GraphEditor.tsx';
import * as styles from './graph.module.css';

export function GraphEditorDialog() {
  const { commands } = useExplorer();
  const open = useGraphEditorOpen();
  const [kept, setKept] = useState<Kept | null>(null);
  return (
    <TitledDialog title="Draw a graph" open={open} onClose={() => commands.showGraphEditor(false)} modalClassName={styles.window} className={styles.dialog} testId="graph-editor">
      <GraphEditor kept={kept} onKeep={setKept} />
    </TitledDialog>
  );
}
