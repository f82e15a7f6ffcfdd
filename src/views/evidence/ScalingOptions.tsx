/** How critical context is defined. */
import type { WindowKind } from '../../core/recording/types.ts';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { ScalingChoices } from '../../state/evidence/scalingTypes.ts';
import { Select, Slider } from '../ui/Field.tsx';
import { formatRatio } from '../ui/formatNumber.ts';
import * as evidenceStyles from './evidence.module.css';
import * as scalingStyles from './scaling.module.css';

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
    <div className={evidenceStyles.options}>
      <label className={evidenceStyles.option}>
        Critical when
        <Select
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
        </Select>
      </label>
      {(accuracy || choices.kind === 'fall') && (
        <label className={evidenceStyles.option}>
          <span className={scalingStyles.levelValue}>{formatRatio(level)}</span>
          <Slider
            className={scalingStyles.level}
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
