/** What the graph editor holds: the canvas, and beside it the same graph as text, what is known of it, and what to do with it. */
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { customGraphsFor, labelsOf, MAX_CUSTOM_NODES, MAX_CUSTOM_TITLE, wordsPrint } from '../../state/graphs/customGraphs.ts';
import { asCustomGraph, draftOf, emptyDraft, withEdges } from '../../state/graphs/draftGraph.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { Button } from '../ui/Button.tsx';
import { Field, FieldLabel, Toggle } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Facts, Hint } from '../ui/Text.tsx';
import { RedoIcon, UndoIcon } from '../ui/icons.tsx';
import { keyAction } from '../ui/keyMap.ts';
import { DrawnGraphs } from './DrawnGraphs.tsx';
import { EdgeTextBox } from './EdgeTextBox.tsx';
import { GraphCanvas, type CanvasTool } from './GraphCanvas.tsx';
import { GraphFileButtons } from './GraphFileButtons.tsx';
import { NodeNames, sameNames } from './NodeNames.tsx';
import * as styles from './graph.module.css';
import { graphChecks } from './graphChecks.ts';
import { canLayOut, LAYOUTS, layOut } from './layouts.ts';
import { startedDraft, useDraft, type DraftHistory } from './useDraft.ts';

const FREE_NAMES = ['0', '1', '2', '3', '4', '5'];

function isTextField(target: EventTarget): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text');
}

/** A drawing that is not finished, and the drawn graph it takes the place of. */
export interface Kept {
  readonly history: DraftHistory;
  readonly edited: string | null;
}

interface GraphEditorProps {
  /** What was being drawn when the editor was closed last. */
  readonly kept: Kept | null;
  /** Called with every change; null once the graph has been used. */
  readonly onKeep: (kept: Kept | null) => void;
}

export function GraphEditor({ kept, onKeep }: GraphEditorProps) {
  const { commands, view } = useExplorer();
  const panel = useFocusPanel();
  const metadata = panel?.recording?.status === 'ready' ? panel.recording.info.metadata : null;
  const words = metadata === null || metadata.nodes.length > MAX_CUSTOM_NODES ? null : labelsOf(metadata);
  const [history, dispatch] = useDraft(() => (kept !== null && kept.history.present.edges.length > 0 ? kept.history : startedDraft(emptyDraft(words ?? FREE_NAMES))));
  const [edited, setEdited] = useState<string | null>(kept?.edited ?? null);
  useEffect(() => onKeep({ history, edited }), [history, edited, onKeep]);
  const [tool, setTool] = useState<CanvasTool>('join');
  const taken = useView((state) => state.customGraphs);
  const { present: draft, past, future } = history;
  const bound = words !== null && sameNames(draft.labels, words);
  const replaces = edited !== null && taken.some(({ id }) => id === edited) ? edited : null;

  const use = () => {
    const graph = asCustomGraph(draft, replaces, taken.map(({ id }) => id));
    if (!commands.useCustomGraph(graph)) return;
    onKeep(null);
    commands.showGraphEditor(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTextField(event.target)) return;
    const action = keyAction(event, 'choice');
    if (action?.kind !== 'undo' && action?.kind !== 'redo') return;
    event.preventDefault();
    dispatch({ kind: action.kind });
  };

  return (
    <div className={styles.editor} onKeyDown={onKeyDown}>
      <div className={styles.left}>
        <div className={styles.tools}>
          <Segmented
            label="What dragging does"
            segments={[
              { id: 'join', label: 'join words', testId: 'tool-join' },
              { id: 'move', label: 'move words', testId: 'tool-move' },
            ]}
            value={tool}
            onChange={setTool}
          />
          <div className={styles.undo}>
            <Button size="small" icon aria-label="Undo in the drawing" data-testid="graph-undo" disabled={past.length === 0} onClick={() => dispatch({ kind: 'undo' })}>
              <UndoIcon />
            </Button>
            <Button size="small" icon aria-label="Redo in the drawing" data-testid="graph-redo" disabled={future.length === 0} onClick={() => dispatch({ kind: 'redo' })}>
              <RedoIcon />
            </Button>
          </div>
        </div>
        <GraphCanvas history={history} dispatch={dispatch} tool={tool} />
        <Hint>Drag from one word to another to join them, or press one and then the other. Press an edge to take it away.</Hint>
        <div className={styles.layouts} role="group" aria-label="Layout">
          <FieldLabel as="span">Lay out</FieldLabel>
          {LAYOUTS.map(({ id, label }) => (
            <Button
              key={id}
              size="small"
              data-testid={`layout-${id}`}
              disabled={!canLayOut(id, draft.labels.length)}
              onClick={() => dispatch({ kind: 'change', to: { ...draft, layout: layOut(id, draft) } })}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
      <div className={styles.right}>
        <div className={styles.part}>
          <Field>
            <FieldLabel htmlFor="graph-title">
              Name
            </FieldLabel>
            <input
              id="graph-title"
              type="text"
              className={styles.title}
              data-testid="graph-title"
              maxLength={MAX_CUSTOM_TITLE}
              value={draft.title}
              onChange={(event) => dispatch({ kind: 'change', to: { ...draft, title: event.currentTarget.value }, join: 'title' })}
              onBlur={() => dispatch({ kind: 'rest' })}
            />
          </Field>
          <Toggle testId="graph-directed" checked={draft.directed} onChange={(directed) => dispatch({ kind: 'change', to: withEdges(draft, draft.edges, directed) })}>
            Edges have a direction
          </Toggle>
        </div>
        <EdgeTextBox history={history} dispatch={dispatch} />
        <Facts rows={graphChecks(draft)} className={styles.facts} testId="graph-checks" />
        <div className={styles.part}>
          <Button kind="primary" data-testid="graph-use" disabled={!bound || draft.edges.length === 0} onClick={use}>
            {replaces === null ? 'Use as reference graph' : 'Use in place of the earlier'}
          </Button>
          {!bound && <Hint>{words === null ? 'Only a graph on the words of an open recording can be laid beside it.' : 'To lay it beside the recording, draw it on the words of the recording.'}</Hint>}
          {bound && <Hint>{usedWhere(metadata?.title ?? null)}</Hint>}
        </div>
        <NodeNames history={history} dispatch={dispatch} words={words} />
        <DrawnGraphs
          edited={replaces}
          words={words === null ? null : wordsPrint(words)}
          onEdit={(graph) => {
            if (words === null || metadata === null || customGraphsFor(metadata, [graph]).length === 0) return;
            setEdited(graph.id);
            dispatch({ kind: 'start', draft: draftOf(view.getState().customGraphs.find(({ id }) => id === graph.id) ?? graph, words) });
          }}
        />
        <GraphFileButtons draft={draft} onImport={(imported) => dispatch({ kind: 'change', to: fitted(imported, words) })} />
      </div>
    </div>
  );
}

function usedWhere(title: string | null): string {
  return `Its edges, energy, spectrum and overlay appear with ${title ?? 'the recording'}, and with every open recording of the same words.`;
}

/** A file that names the recording's words in its order, spaces apart, is a graph on these words. */
function fitted(imported: ReturnType<typeof emptyDraft>, words: readonly string[] | null): ReturnType<typeof emptyDraft> {
  const trimmed = words?.map((word) => word.trim());
  return words !== null && trimmed !== undefined && sameNames(imported.labels.map((label) => label.trim()), trimmed) ? { ...imported, labels: words } : imported;
}
