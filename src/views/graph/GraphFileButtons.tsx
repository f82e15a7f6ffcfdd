/** The graph as a file for the recorder, both ways. */
import { useRef, useState } from 'react';
import type { DraftGraph } from '../../state/graphs/draftGraph.ts';
import { MAX_GRAPH_TEXT, readRecorderGraph, recorderRefusal, writeRecorderGraph } from '../../state/graphs/recorderGraph.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { Caution } from '../ui/Text.tsx';
import { exportName, saveFile } from '../ui/saveFile.ts';
import * as styles from './graph.module.css';
import { isWalkable } from './graphChecks.ts';

interface GraphFileButtonsProps {
  readonly draft: DraftGraph;
  readonly onImport: (draft: DraftGraph) => void;
}

async function readFile(file: File): Promise<ReturnType<typeof readRecorderGraph>> {
  if (file.size > MAX_GRAPH_TEXT) return { ok: false, message: `The file holds ${file.size} bytes; at most ${MAX_GRAPH_TEXT} are read.` };
  return file.text().then(readRecorderGraph, () => ({ ok: false, message: 'The file could not be read.' }));
}

export function GraphFileButtons({ draft, onImport }: GraphFileButtonsProps) {
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const refusal = recorderRefusal(draft);
  const walkable = isWalkable(draft);
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>For the recorder</h3>
      <ButtonRow>
        <Button
          size="small"
          data-testid="graph-export"
          disabled={refusal !== null}
          onClick={() => saveFile(exportName(draft.title, 'json'), new Blob([writeRecorderGraph(draft)], { type: 'application/json' }))}
        >
          Export JSON
        </Button>
        <Button size="small" onClick={() => input.current?.click()}>
          Import JSON…
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label="Import a graph"
          data-testid="graph-import"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file === undefined) return;
            void readFile(file).then((reading) => {
              setSaid(reading.ok ? null : reading.message);
              if (reading.ok) onImport(reading.draft);
            });
          }}
        />
      </ButtonRow>
      {refusal !== null && <Caution>{refusal}</Caution>}
      {refusal === null && !walkable && draft.edges.length > 0 && <Caution>The recorder will refuse it: a walk cannot reach every node from every other.</Caution>}
      {said !== null && (
        <p className={styles.faults} role="alert">
          {said}
        </p>
      )}
    </div>
  );
}
