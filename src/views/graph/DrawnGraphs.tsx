/** The graphs drawn so far: taken up again, or taken away. */
import { useExplorer, useView } from '../../state/binding.tsx';
import type { CustomGraph } from '../../state/graphs/customGraphs.ts';
import { Button } from '../ui/Button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import * as styles from './graph.module.css';

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
    <div className={styles.part}>
      <h3 className={styles.heading}>Drawn so far</h3>
      <ul className={styles.drawn}>
        {graphs.map((graph) => (
          <li key={graph.id} data-testid="drawn-graph">
            <Button
              size="small"
              aria-pressed={graph.id === edited}
              disabled={graph.words !== words}
              title={graph.words === words ? 'Edit this graph' : 'It was drawn on the words of another recording'}
              onClick={() => onEdit(graph)}
            >
              {graph.title}
            </Button>
            <Button
              kind="quiet"
              size="small"
              icon
              aria-label={`Take away ${graph.title}`}
              onClick={() => commands.removeCustomGraph(graph.id)}
            >
              <CloseIcon />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
