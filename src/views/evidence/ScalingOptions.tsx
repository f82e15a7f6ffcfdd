/** How critical context is defined. */
import type { WindowKind } from '../../core/recording/types.ts';
import type { ScalingChoices } from '../../state/evidence/scalingTypes.ts';
import { useExplorer, useView } from '../../state/binding.tsx';
import { formatRatio } from '../ui/formatNumber.ts';

const KINDS: readonly { readonly id: ScalingChoices['kind']; readonly label: (accuracy: string) => string }[] = [
  { id: 'threshold', label: (accuracy) => `${accuracy} reaches a level` },
  { id: 'onset', label: (accuracy) => `first break of ${accuracy}` },
  { id: 'knee', label: (accuracy) => `last break of ${accuracy}` },
  { id: 'fall', label: () => 'energy falls to a level' },
];

/** @param windows of the recordings of the study */
export function ScalingOptions({ windows }: { readonly windows: WindowKind | undefined }) {
  const { commands } = useExplorer();
  const choices = useView((state) => state.scalingChoices);
  const accuracy = choices.kind === 'threshold';
  const level = accuracy ? choices.level : choices.energyLevel;
  return (
    <div className="evidence-options">
      <label className="evidence-option">
        Critical when
        <select
          className="select"
          data-testid="scaling-kind"
          value={choices.kind}
          onChange={(event) => {
            const kind = KINDS.find(({ id }) => id === event.currentTarget.value)?.id;
            if (kind !== undefined) commands.setScaling({ kind });
          }}
        >
          {KINDS.map(({ id, label }) => (
            <option key={id} value={id}>
              {label(windows === 'fixed' ? 'accuracy' : 'segment accuracy')}
            </option>
          ))}
        </select>
      </label>
      {(accuracy || choices.kind === 'fall') && (
        <label className="evidence-option">
          <span className="numeric">{formatRatio(level)}</span>
          <input
            type="range"
            className="range scaling-level"
            data-testid="scaling-level"
            aria-label={accuracy ? 'Accuracy level' : 'Energy level'}
            min={0.05}
            max={accuracy ? 0.95 : 1.2}
            step={0.05}
            value={level}
            onChange={(event) => {
              const value = Number(event.currentTarget.value);
              commands.setScaling(accuracy ? { level: value } : { energyLevel: value });
            }}
          />
        </label>
      )}
    </div>
  );
}
