/** The kinds of lines on the stage, named once for all panels. */
import { useMemo } from 'react';
import { useAnalysis, useView } from '../../state/binding.tsx';
import { edgeLegend } from './edgeLegend.ts';

export function EdgeLegend() {
  const slots = useAnalysis((state) => state.slots);
  const references = useView((state) => state.references);
  const showEdges = useView((state) => state.showEdges);
  const entries = useMemo(
    () => edgeLegend(slots.flatMap(({ result }) => (result === null ? [] : [result.info.metadata])), references, showEdges),
    [slots, references, showEdges],
  );
  if (entries.length === 0) return null;
  return (
    <ul className="edge-legend" aria-label="Lines">
      {entries.map(({ text, reference }) => (
        <li key={`${reference} ${text}`}>
          <span className="edge-stroke" data-reference={reference || undefined} />
          {text}
        </li>
      ))}
    </ul>
  );
}
