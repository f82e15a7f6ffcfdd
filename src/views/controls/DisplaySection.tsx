/** How the projection is drawn: marks and colours. */
import { useExplorer, useView } from '../../state/binding.tsx';
import { isCustomGraph } from '../../state/graphs/customGraphs.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { Button } from '../ui/Button.tsx';
import { Field, FieldLabel, Toggle } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import * as styles from './controls.module.css';

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
      <span className={styles.swatchLine} />
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
        <Button size="small" data-testid="reset-view" onClick={() => commands.resetView()}>
          Reset zoom
        </Button>
      }
    >
      <div className={styles.toggleList}>
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
      <Button size="small" data-testid="draw-graph" onClick={() => commands.showGraphEditor(true)}>
        Draw a graph…
      </Button>
      <Field>
        <FieldLabel as="span">Colour by</FieldLabel>
        <Segmented
          label="Colour by"
          segments={[
            { id: 'position', label: 'graph', testId: 'colour-position' },
            { id: 'tokens', label: 'tokens', testId: 'colour-tokens' },
          ]}
          value={colour}
          onChange={(next) => update({ colour: next })}
        />
      </Field>
    </Section>
  );
}
