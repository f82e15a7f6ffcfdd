/** Names of the nodes: those of the recording, or the reader's own for a graph that is to be recorded. */
import { useId, useState } from 'react';
import { MAX_CUSTOM_NODES } from '../../state/graphs/customGraphs.ts';
import { withLabels } from '../../state/graphs/draftGraph.ts';
import { FieldLabel } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import * as styles from './graph.module.css';
import type { DraftAction, DraftHistory } from './useDraft.ts';

interface NodeNamesProps {
  readonly history: DraftHistory;
  readonly dispatch: (action: DraftAction) => void;
  /** Words of the focus recording; null while none is open. */
  readonly words: readonly string[] | null;
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** Why a list of names cannot be taken; null: it can. */
export function namesFault(names: readonly string[]): string | null {
  if (names.length < 2) return 'A graph has at least two nodes.';
  if (names.length > MAX_CUSTOM_NODES) return `A drawn graph has at most ${MAX_CUSTOM_NODES} nodes.`;
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined ? null : `“${twice}” is named twice.`;
}

function OwnNames({ history, dispatch }: Pick<NodeNamesProps, 'history' | 'dispatch'>) {
  const { present: draft } = history;
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const names = (text ?? draft.labels.join('\n')).split(/\r\n|\r|\n/).map((name) => name.trim()).filter((name) => name !== '');
  const fault = namesFault(names);
  const shown = text !== null && (fault !== null || sameNames(names, draft.labels)) ? text : draft.labels.join('\n');
  return (
    <div className={styles.text}>
      <FieldLabel htmlFor={id}>
        One name a line
      </FieldLabel>
      <textarea
        id={id}
        className={styles.box}
        data-testid="graph-names"
        spellCheck={false}
        rows={5}
        value={shown}
        aria-invalid={text !== null && fault !== null}
        aria-describedby={`${id}-fault`}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          const next = typed.split(/\r\n|\r|\n/).map((name) => name.trim()).filter((name) => name !== '');
          if (namesFault(next) === null) dispatch({ kind: 'change', to: withLabels(draft, next), join: 'names' });
        }}
        onBlur={() => dispatch({ kind: 'rest' })}
      />
      <p id={`${id}-fault`} className={styles.faults} role="status">
        {text !== null && fault}
      </p>
    </div>
  );
}

export function NodeNames({ history, dispatch, words }: NodeNamesProps) {
  const { present: draft } = history;
  const bound = words !== null && sameNames(draft.labels, words);
  const [chosen, setChosen] = useState(false);
  const own = chosen || !bound;
  return (
    <div className={styles.part}>
      <Segmented
        label="Nodes"
        segments={[
          { id: 'words', label: 'words of the recording', testId: 'names-words', disabled: words === null },
          { id: 'own', label: 'names of my own', testId: 'names-own' },
        ]}
        value={own ? 'own' : 'words'}
        onChange={(choice) => {
          setChosen(choice === 'own');
          if (choice === 'words' && words !== null && !bound) dispatch({ kind: 'change', to: withLabels(draft, words) });
        }}
      />
      {own && <OwnNames history={history} dispatch={dispatch} />}
    </div>
  );
}
