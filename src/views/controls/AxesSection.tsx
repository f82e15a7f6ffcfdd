/** Which principal components lie along the axes of the focus panel, and which way round. */
import { useId } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useFocusPanel, type FocusPanel } from '../../state/panels/useFocusPanel.ts';
import { COMPONENTS, withAxis, type Axes, type Flips } from '../../state/view/panelSpec.ts';
import { basisShare, formatShare } from '../picture/explainedVariance.ts';
import { useFrameStep } from '../picture/panelPosition.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { FieldLabel, Select } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import { VisuallyHidden } from '../ui/Text.tsx';
import { FlipIcon } from '../ui/icons.tsx';
import * as styles from './controls.module.css';

const AXIS_NAMES = ['X', 'Y', 'Z'] as const;
/** Degrees: along, up, and into the picture. */
const FLIP_TURNS = [0, 90, -45] as const;
type AxisPosition = 0 | 1 | 2;

interface AxisFieldProps {
  readonly position: AxisPosition;
  readonly panel: FocusPanel;
  readonly frame: number;
}

function optionName(result: PanelResult | null, frame: number, component: number): string {
  const share = result === null ? '' : formatShare(basisShare(result.analysis, frame, component));
  return share === '' ? `PC ${component + 1}` : `PC ${component + 1} · ${share}`;
}

function AxisField({ position, panel, frame }: AxisFieldProps) {
  const { view } = useExplorer();
  const flips = useView((state) => state.flips);
  const id = useId();
  const name = AXIS_NAMES[position];
  const flip = () => {
    const next: [boolean, boolean, boolean] = [...flips];
    next[position] = !next[position];
    view.getState().update({ flips: next satisfies Flips });
  };
  return (
    <div className={styles.axisField}>
      <FieldLabel htmlFor={id}>
        {name}
        <VisuallyHidden as="span"> axis</VisuallyHidden>
      </FieldLabel>
      <Select
        id={id}
        data-testid={`axis-${name.toLowerCase()}`}
        value={panel.spec.axes[position]}
        onChange={(event) => {
          const axes = withAxis(panel.spec.axes, position, Number(event.currentTarget.value));
          view.getState().updatePanel(panel.index, { axes });
        }}
      >
        {Array.from({ length: COMPONENTS }, (_, component) => (
          <option key={component} value={component}>
            {optionName(panel.result, frame, component)}
          </option>
        ))}
      </Select>
      <Button
        icon
        aria-pressed={flips[position]}
        aria-label={`Flip the ${name} axis`}
        title={`Flip the ${name} axis`}
        onClick={flip}
      >
        <FlipIcon turn={FLIP_TURNS[position]} />
      </Button>
    </div>
  );
}

const PRESETS: readonly { readonly label: string; readonly axes: Axes }[] = [
  { label: 'PC 1-2', axes: [0, 1, 2] },
  { label: 'PC 3-4', axes: [2, 3, 4] },
];

export function AxesSection() {
  const { view, commands } = useExplorer();
  const mode = useView((state) => state.mode);
  const panel = useFocusPanel();
  const { frame } = useFrameStep(panel?.result ?? null);
  if (panel === null) return null;
  const positions: readonly AxisPosition[] = mode === 'space' ? [0, 1, 2] : [0, 1];
  const shows = (axes: Axes) => positions.every((position) => panel.spec.axes[position] === axes[position]);
  return (
    <Section title="Axes">
      {positions.map((position) => (
        <AxisField key={position} position={position} panel={panel} frame={frame} />
      ))}
      <ButtonRow>
        {PRESETS.map(({ label, axes }) => (
          <Button
            key={label}
            size="small"
            aria-pressed={shows(axes)}
            onClick={() => view.getState().updatePanel(panel.index, { axes })}
          >
            {label}
          </Button>
        ))}
        <Button
          size="small"
          data-testid="pairs"
          title="PC 1-2 and PC 3-4 side by side"
          onClick={() => commands.showPairs()}
        >
          Both pairs
        </Button>
      </ButtonRow>
    </Section>
  );
}
