/** In which axes the contexts are drawn, always named. */
import { useId } from 'react';
import type { BasisKind } from '../../core/analysis/settings.ts';
import { useExplorer, useView } from '../../state/binding.tsx';
import { framePosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import { Hint, VisuallyHidden } from '../ui/Text.tsx';
import { formatTokens } from '../ui/formatNumber.ts';
import * as styles from './controls.module.css';

const BASES: readonly { readonly kind: BasisKind; readonly title: string; readonly explanation: string }[] = [
  {
    kind: 'joint',
    title: 'Joint',
    explanation: 'One PCA over all contexts together, so movement between contexts is exact in fixed axes.',
  },
  {
    kind: 'reference',
    title: 'Reference frame',
    explanation: 'The PCA of one chosen context, used for all: how the others look through its axes.',
  },
  {
    kind: 'aligned',
    title: 'Per frame, aligned',
    explanation: 'Each context has its own PCA, turned without scaling onto the chosen one; the axes are a rotated PC plane.',
  },
  {
    kind: 'raw',
    title: 'Per frame, raw',
    explanation: 'Each context has its own PCA as papers print it; axes may swap or turn from one to the next.',
  },
];

function ReferenceChooser({ result }: { readonly result: PanelResult | null }) {
  const { view } = useExplorer();
  const id = useId();
  const reference = useView((state) => state.referenceContext);
  const frames = result?.analysis.frames ?? [];
  const last = frames.at(-1)?.context;
  const shown = result === null ? undefined : frames[framePosition(result.analysis, reference).frame]?.context;
  return (
    <div className={styles.basisReference}>
      <VisuallyHidden as="label" htmlFor={id}>
        Reference context
      </VisuallyHidden>
      <Select
        id={id}
        data-testid="reference-context"
        value={shown ?? ''}
        onChange={(event) => {
          const context = Number(event.currentTarget.value);
          view.getState().update({ referenceContext: context === last ? null : context });
        }}
      >
        {frames.map(({ context }) => (
          <option key={context} value={context}>
            {formatTokens(context)}
          </option>
        ))}
      </Select>
      <Button
        size="small"
        onClick={() => {
          if (result === null) return;
          const position = framePosition(result.analysis, view.getState().cursor);
          view.getState().update({ referenceContext: frames[position.frame]!.context });
        }}
      >
        Use current
      </Button>
    </div>
  );
}

export function BasisSection() {
  const { view } = useExplorer();
  const basis = useView((state) => state.basis);
  const result = useFocusPanel()?.result ?? null;
  const name = useId();
  return (
    <Section title="Basis">
      <div role="radiogroup" aria-label="Basis" className={styles.basisList}>
        {BASES.map(({ kind, title, explanation }) => {
          const Explanation = basis === kind ? Hint : VisuallyHidden;
          return (
            <div key={kind}>
              <label className={styles.basisLabel} data-testid={`basis-${kind}`} title={explanation}>
                <input
                  type="radio"
                  name={name}
                  value={kind}
                  checked={basis === kind}
                  onChange={() => view.getState().update({ basis: kind })}
                  aria-describedby={`${name}-${kind}`}
                />
                {title}
              </label>
              <Explanation id={`${name}-${kind}`} className={basis === kind ? styles.basisHint : undefined}>
                {explanation}
              </Explanation>
              {basis === kind && (kind === 'reference' || kind === 'aligned') && <ReferenceChooser result={result} />}
            </div>
          );
        })}
      </div>
    </Section>
  );
}
