/** The graphs drawn so far: taken up again, or taken away. */
import { useExplorer, useView } from '../../state/binding.tsx';
import type { CustomGraph } from '../../state/graphs/customGraphs.ts';
import { CloseIcon } from '../ui/icons.tsx';

interface DrawnGraphsProps {
  /** Id of the one in the editor; null: a new one. */
  readonly edited: string | null;
  /** Fingerprint of the words at hand: only graphs on these can be edited here. */
  readonly words: string | null;
  readonly onEdit: (graph: CustomGraph) => void;
}

export function DrawnGraphs({ edited, words, onEdit }: DrawnGraphsProps) {
  const { commands } = useExplorer();
  const graphs = useView((state) => state.customGraphs);
  if (graphs.length === 0) return null;
  return (
    <div className="graph-part">
      <h3 className="graph-heading">Drawn so far</h3>
      <ul className="graph-drawn">
        {graphs.map((graph) => (
          <li key={graph.id} data-testid="drawn-graph">
            <button
              type="button"
              className="button button-small"
              aria-pressed={graph.id === edited}
              disabled={graph.words !== words}
              title={graph.words === words ? 'Edit this graph' : 'It was drawn on the words of another recording'}
              onClick={() => onEdit(graph)}
            >
              {graph.title}
            </button>
            <button
              type="button"
              className="button button-icon button-small button-quiet"
              aria-label={`Take away ${graph.title}`}
              onClick={() => commands.removeCustomGraph(graph.id)}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
