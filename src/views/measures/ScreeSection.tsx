/** Variance along each component, at the cursor. */
import type { PanelResult } from '../../state/analysisStore.ts';
import { Section } from '../controls/Section.tsx';
import type { FocusPanel } from '../controls/useFocusPanel.ts';
import { ScreePlot } from '../shared/ScreePlot.tsx';

export function ScreeSection({ panel }: { readonly panel: FocusPanel; readonly result: PanelResult }) {
  return (
    <Section title="Variance by component">
      <ScreePlot panel={panel.index} />
    </Section>
  );
}
