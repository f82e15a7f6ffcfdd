/** The graph as text: typed or pasted into, named where it cannot be read, and rewritten when the picture changes. */
import { useId, useState } from 'react';
import { withEdges } from '../../state/graphs/draftGraph.ts';
import { FieldLabel } from '../ui/Field.tsx';
import * as styles from './graph.module.css';
import { edgeListText, readGraphText, type TextFault } from './graphText.ts';
import type { DraftAction, DraftHistory } from './useDraft.ts';

interface EdgeTextBoxProps {
  readonly history: DraftHistory;
  readonly dispatch: (action: DraftAction) => void;
}

interface Typed {
  readonly text: string;
  readonly faults: readonly TextFault[];
  /** Edges that the text stands for: it is the reader's as long as these are the draft's. */
  readonly edges: string;
}

export function EdgeTextBox({ history, dispatch }: EdgeTextBoxProps) {
  const { present: draft } = history;
  const id = useId();
  const [typed, setTyped] = useState<Typed | null>(null);
  const written = edgeListText(draft);
  const shown = typed !== null && typed.edges === written ? typed : null;

  const read = (text: string) => {
    const reading = readGraphText(text, draft.labels);
    const sound = reading.faults.length === 0;
    const next = sound ? withEdges(draft, reading.edges, reading.directed ?? draft.directed) : draft;
    setTyped({ text, faults: reading.faults, edges: edgeListText(next) });
    if (sound && edgeListText(next) !== written) dispatch({ kind: 'change', to: next, join: 'text' });
    else if (sound && next.directed !== draft.directed) dispatch({ kind: 'change', to: next, join: 'text' });
  };
  const faults = shown?.faults ?? [];
  return (
    <div className={styles.text}>
      <FieldLabel htmlFor={id}>
        Edges: one a line, or a matrix of 0 and 1
      </FieldLabel>
      <textarea
        id={id}
        className={styles.box}
        data-testid="graph-edges"
        spellCheck={false}
        rows={8}
        value={shown?.text ?? written}
        placeholder={'0 1\n1 2'}
        aria-invalid={faults.length > 0}
        aria-describedby={`${id}-faults`}
        onChange={(event) => read(event.currentTarget.value)}
        onBlur={() => dispatch({ kind: 'rest' })}
      />
      <div id={`${id}-faults`} className={styles.faults} role="status" data-testid="graph-faults">
        {faults.map(({ line, message }) => (
          <p key={line + message}>
            Line {line}: {message}
          </p>
        ))}
        {faults.length > 0 && <p>The picture follows once every line can be read.</p>}
      </div>
    </div>
  );
}
