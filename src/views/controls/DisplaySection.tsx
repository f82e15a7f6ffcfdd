/** How the projection is drawn: marks and colours. */
import { useExplorer, useView } from '../../state/binding.tsx';
import { isCustomGraph } from '../../state/graphs/customGraphs.ts';
import { Section } from '../ui/Section.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';

function ReferenceToggles() {
  const { view } = useExplorer();
  const references = useView((state) => state.references);
  const panel = useFocusPanel();
  const metadata = panel?.recording?.status === 'ready' ? panel.recording.info.metadata : null;
  const graphs = metadata?.graphs.filter(({ role }) => role === 'reference') ?? [];
  return graphs.map((graph) => (
    <Toggle
      key={graph.id}
      wide
      testId={`reference-${graph.id}`}
      checked={references.includes(graph.id)}
      onChange={(checked) =>
        view.getState().update({
          references: checked ? [...references, graph.id] : references.filter((id) => id !== graph.id),
        })
      }
    >
      Edges: {graph.title} ({isCustomGraph(graph) ? 'drawn' : 'reference'})
      <span className="swatch-line" />
    </Toggle>
  ));
}

export function DisplaySection() {
  const { view, commands } = useExplorer();
  const colour = useView((state) => state.colour);
  const showEdges = useView((state) => state.showEdges);
  const showLabels = useView((state) => state.showLabels);
  const showTrail = useView((state) => state.showTrail);
  const { update } = view.getState();
  return (
    <Section
      title="Display"
      aside={
        <button type="button" className="button button-small" data-testid="reset-view" onClick={() => commands.resetView()}>
          Reset zoom
        </button>
      }
    >
      <div className="toggle-list">
        <Toggle testId="show-edges" checked={showEdges} onChange={(checked) => update({ showEdges: checked })}>
          Edges
        </Toggle>
        <Toggle testId="show-labels" checked={showLabels} onChange={(checked) => update({ showLabels: checked })}>
          Labels
        </Toggle>
        <Toggle testId="show-trail" checked={showTrail} onChange={(checked) => update({ showTrail: checked })}>
          Trail
        </Toggle>
        <ReferenceToggles />
      </div>
      <button type="button" className="button button-small" data-testid="draw-graph" onClick={() => commands.showGraphEditor(true)}>
        Draw a graph…
      </button>
      <div className="field">
        <span className="field-label">Colour by</span>
        <Segmented
          label="Colour by"
          segments={[
            { id: 'position', label: 'graph', testId: 'colour-position' },
            { id: 'tokens', label: 'tokens', testId: 'colour-tokens' },
          ]}
          value={colour}
          onChange={(next) => update({ colour: next })}
        />
      </div>
    </Section>
  );
}
