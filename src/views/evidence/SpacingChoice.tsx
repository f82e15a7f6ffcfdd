/** Linear or logarithmic contexts, on the timeline and on every chart. */
import { useExplorer, useView } from '../../state/binding.tsx';
import { Segmented } from '../controls/Segmented.tsx';

export function SpacingChoice() {
  const { view } = useExplorer();
  const spacing = useView((state) => state.spacing);
  return (
    <div className="evidence-option">
      Context
      <Segmented
        label="Spacing of the contexts"
        segments={[
          { id: 'linear', label: 'linear' },
          { id: 'log', label: 'log' },
        ]}
        value={spacing}
        onChange={(next) => view.getState().update({ spacing: next })}
      />
    </div>
  );
}
