/** Variance along each component, at the cursor. */
import { Section } from '../controls/Section.tsx';
import { ScreePlot } from '../shared/ScreePlot.tsx';

export function ScreeSection({ panel }: { readonly panel: number }) {
  return (
    <Section title="Variance by component">
      <ScreePlot panel={panel} />
    </Section>
  );
}
