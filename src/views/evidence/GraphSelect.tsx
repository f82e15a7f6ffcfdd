/** Index of a graph among those of a control, which may be of another recording; -1 when that has none of this id. */
import { useState } from 'react';
import type { RecordingGraph, RecordingMetadata } from '../../core/recording/types.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';
import { contextGraphIndex } from '../../state/graphs/preparedGraphs.ts';
import { Select } from '../ui/Field.tsx';
import * as styles from './evidence.module.css';

export function graphIn({ graphs }: Pick<NullsResult, 'graphs'>, id: string): number {
  return graphs.findIndex((graph) => graph.id === id);
}

/** The graph that a tab's charts are about: the walk's own until the reader chooses another. */
export function useGraphChoice(metadata: RecordingMetadata): readonly [graph: number, choose: (graph: number) => void] {
  const [chosen, setChosen] = useState<{ readonly of: string; readonly id: string } | null>(null);
  const named = chosen?.of === metadata.id ? metadata.graphs.findIndex(({ id }) => id === chosen.id) : -1;
  const graph = named === -1 ? Math.max(0, contextGraphIndex(metadata)) : named;
  return [graph, (next) => setChosen({ of: metadata.id, id: metadata.graphs[next]?.id ?? '' })];
}

/** Which of the recording's graphs the charts are about; absent where there is but one. */
interface GraphSelectProps {
  readonly graphs: readonly RecordingGraph[];
  readonly value: number;
  readonly onChange: (graph: number) => void;
}

export function GraphSelect({ graphs, value, onChange }: GraphSelectProps) {
  if (graphs.length < 2) return null;
  return (
    <label className={styles.option}>
      Graph
      <Select data-testid="evidence-graph" value={value} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {graphs.map(({ id, title, role }, index) => (
          <option key={id} value={index}>
            {title}
            {role === 'reference' ? ' (reference)' : ''}
          </option>
        ))}
      </Select>
    </label>
  );
}
