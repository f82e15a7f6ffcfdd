/** Which of the recording's graphs the charts are about; absent where there is but one. */
import type { RecordingGraph } from '../../core/recording/types.ts';

interface GraphSelectProps {
  readonly graphs: readonly RecordingGraph[];
  readonly value: number;
  readonly onChange: (graph: number) => void;
}

export function GraphSelect({ graphs, value, onChange }: GraphSelectProps) {
  if (graphs.length < 2) return null;
  return (
    <label className="evidence-option">
      Graph
      <select className="select" data-testid="evidence-graph" value={value} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {graphs.map(({ id, title, role }, index) => (
          <option key={id} value={index}>
            {title}
            {role === 'reference' ? ' (reference)' : ''}
          </option>
        ))}
      </select>
    </label>
  );
}
