/** The graph as a file for the recorder, both ways. */
import { useRef, useState } from 'react';
import { MAX_GRAPH_TEXT, readRecorderGraph, recorderRefusal, writeRecorderGraph } from '../../state/graphs/recorderGraph.ts';
import type { DraftGraph } from '../../state/graphs/draftGraph.ts';
import { exportName, saveFile } from '../ui/saveFile.ts';
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
    <div className="graph-part">
      <h3 className="graph-heading">For the recorder</h3>
      <div className="button-row">
        <button
          type="button"
          className="button button-small"
          data-testid="graph-export"
          disabled={refusal !== null}
          onClick={() => saveFile(exportName(draft.title, 'json'), new Blob([writeRecorderGraph(draft)], { type: 'application/json' }))}
        >
          Export JSON
        </button>
        <button type="button" className="button button-small" onClick={() => input.current?.click()}>
          Import JSON…
        </button>
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
      </div>
      {refusal !== null && <p className="caution">{refusal}</p>}
      {refusal === null && !walkable && draft.edges.length > 0 && <p className="caution">The recorder will refuse it: a walk cannot reach every node from every other.</p>}
      {said !== null && (
        <p className="graph-faults" role="alert">
          {said}
        </p>
      )}
    </div>
  );
}
