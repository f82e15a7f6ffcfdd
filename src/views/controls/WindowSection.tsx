/** Over which tokens a word's activations are averaged, and what that window holds at the cursor. */
import { useExplorer, useView } from '../../state/binding.tsx';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { tokenCountsKnown } from '../../state/recordings/contexts.ts';
import { useFrameStep } from '../picture/panelPosition.ts';
import { InfoPopover } from '../ui/InfoPopover.tsx';
import { Section } from '../ui/Section.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Facts, Caution, Hint } from '../ui/Text.tsx';
import { formatCount, formatShort } from '../ui/formatNumber.ts';
import * as styles from './controls.module.css';
import { coverageRemark, WINDOW_CHOICES, windowChoice, windowCoverage, windowName } from './windowChoices.ts';

function Coverage({ result }: { readonly result: PanelResult }) {
  const { frame } = useFrameStep(result);
  const { analysis } = result;
  const at = analysis.frames[frame];
  if (at === undefined) return null;
  const fixed = result.info.metadata.windows === 'fixed';
  const coverage = windowCoverage(analysis, frame);
  const remark = fixed ? null : coverageRemark(coverage, analysis.settings.window, at.context);
  const { perNode, missing } = coverage;
  return (
    <>
      <Facts
        className={styles.coverage}
        rows={[
          ...(fixed ? [] : [{ name: 'Tokens', value: `${formatCount(at.start + 1)}–${formatCount(at.context)}` }]),
          ...(tokenCountsKnown(result.info)
            ? [{ name: 'Per word', value: perNode === null ? 'none' : `${formatCount(perNode.min)}–${formatCount(perNode.max)}, median ${formatShort(perNode.median)}` }]
            : []),
        ]}
      />
      {remark !== null && <Hint>{remark}</Hint>}
      {missing > 0 && (
        <Caution>
          {missing} of {analysis.nodes} words {missing === 1 ? 'does' : 'do'} not occur in this window and{' '}
          {missing === 1 ? 'is' : 'are'} missing.
        </Caution>
      )}
    </>
  );
}

export function WindowSection() {
  const { view } = useExplorer();
  const spec = useView((state) => state.window);
  const weighting = useView((state) => state.weighting);
  const result = useFocusPanel()?.result ?? null;
  const choice = windowChoice(spec);
  const fixed = result?.info.metadata.windows === 'fixed';
  return (
    <Section
      title="Averaging window"
      aside={
        <InfoPopover term="Averaging window">
          <p>
            Every point is the mean activation of one word over the tokens of this window: the last 50, 100 or 200
            tokens of the context, its second half, or all of it so far. A short window follows changes; a long one is
            less noisy.
          </p>
          <p>
            Per token, every occurrence counts once. Per segment, every recorded segment in which the word occurs counts
            once.
          </p>
        </InfoPopover>
      }
    >
      {fixed && (
        <Hint data-testid="window-fixed">
          Window fixed by the file: it gives one mean a word for every context and does not say over which tokens. These
          choices do not apply to it.
        </Hint>
      )}
      <Segmented
        label="Averaging window"
        segments={WINDOW_CHOICES.map(({ id, label }) => ({ id, label, testId: `window-${id}`, disabled: fixed }))}
        value={fixed ? null : (choice?.id ?? null)}
        onChange={(id) => {
          const next = WINDOW_CHOICES.find((candidate) => candidate.id === id);
          if (next !== undefined) view.getState().update({ window: next.spec });
        }}
      />
      {choice === null && !fixed && <Hint>Now: {windowName(spec)}.</Hint>}
      <Segmented
        label="Weighting"
        segments={[
          { id: 'tokens', label: 'weigh tokens', testId: 'weighting-tokens', disabled: fixed },
          { id: 'segments', label: 'weigh segments', testId: 'weighting-segments', disabled: fixed },
        ]}
        value={fixed ? null : weighting}
        onChange={(next) => view.getState().update({ weighting: next })}
      />
      {result !== null && <Coverage result={result} />}
    </Section>
  );
}
