/** The verdict under the stage: a sentence of everyday words, four nulls as strips, and exact terms and doubts one click away. */
import { useMemo, useState } from 'react';
import { useEvidence, useExplorer, useView } from '../../state/binding.tsx';
import { focusFinding } from '../../state/figures/finding.ts';
import type { NullChip } from '../../state/figures/plainVerdict.ts';
import { recordedPosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { type Axes, MAX_PANELS, type PanelSpec, shownAxes } from '../../state/view/panelSpec.ts';
import { useFrameStep } from '../picture/panelPosition.ts';
import { Button } from '../ui/Button.tsx';
import { FindingDetails } from './FindingDetails.tsx';
import { ChipMark, ChipStrip, MARK_WORDS } from './ChipStrip.tsx';
import * as styles from './findingLine.module.css';

const CHIP_WORDS: Readonly<Record<NullChip['id'], { readonly name: readonly [string, string]; readonly opens: string }>> = {
  labels: { name: ['random', 'labels'], opens: 'opens the Nulls tab' },
  order: { name: ['shuffled', 'order'], opens: 'shows that recording beside this one' },
  embedding: { name: ['embedding', 'layer'], opens: 'shows that layer beside this one' },
  averaging: { name: ['averaging', 'only'], opens: 'shows that null beside this picture' },
};

/** Shows a null on the stage; null where there is nothing to show. */
function useChipCommands(result: PanelResult): (chip: NullChip) => (() => void) | null {
  const { commands, view } = useExplorer();
  const shuffled = useEvidence((state) => (state.shuffled.status === 'absent' ? null : (state.shuffled.value?.recordingId ?? null)));
  const averaging = useEvidence((state) => state.averagingBand.status !== 'absent');
  const { layer } = result.analysis.settings;
  const beside = (change: Partial<PanelSpec>) => () => {
    const { panels, focus, setPanels } = view.getState();
    const spec = { ...panels[focus]!, layer, ...change };
    const same = panels.some((panel) => panel.recordingId === spec.recordingId && panel.layer === spec.layer);
    if (!same && panels.length < MAX_PANELS) setPanels([...panels.slice(0, focus + 1), spec, ...panels.slice(focus + 1)], focus);
  };
  return ({ id }) => {
    switch (id) {
      case 'labels':
        return () => commands.openTab('nulls');
      case 'order':
        return shuffled === null ? null : beside({ recordingId: shuffled });
      case 'embedding':
        return layer === 0 || !result.info.metadata.layers.includes(0) ? null : beside({ layer: 0 });
      case 'averaging':
        return averaging ? () => commands.showGhostPanel(true) : null;
    }
  };
}

/** What the frame on screen shows, and how far to trust it. */
export function FindingWords({ result, axes }: { readonly result: PanelResult; readonly axes: Axes }) {
  const mode = useView((state) => state.mode);
  const { frame, between } = useFrameStep(result);
  const nulls = useEvidence((state) => state.nulls);
  const averagingBand = useEvidence((state) => state.averagingBand);
  const assignments = useEvidence((state) => state.assignments);
  const embedding = useEvidence((state) => state.embedding);
  const shuffled = useEvidence((state) => state.shuffled);
  const baselines = useEvidence((state) => state.baselines);
  const [open, setOpen] = useState(false);
  const finding = useMemo(
    () =>
      focusFinding(result, recordedPosition(frame, between), shownAxes(axes, mode), { nulls, averagingBand, assignments, embedding, shuffled, baselines }),
    [result, axes, mode, frame, between, nulls, averagingBand, assignments, embedding, shuffled, baselines],
  );
  const { plain, doubts, verdict, complete } = finding;
  const commandOf = useChipCommands(result);
  const ceiling = Math.max(1.2, ...plain.chips.flatMap(({ high, middle, model }) => [high, middle, model].filter(Number.isFinite)));
  return (
    <div data-testid="finding" data-complete={complete || undefined} data-verdict={verdict?.level} data-situation={plain.situation}>
      <div className={styles.row}>
        <p className={styles.sentence}>
          <span data-testid="verdict-sentence">{plain.sentence}</span>{' '}
          <Button kind="quiet" size="small" className={styles.details} data-testid="verdict-details" aria-expanded={open} onClick={() => setOpen(!open)}>
            Details{doubts.length > 0 && <> · {doubts.length === 1 ? '1 doubt' : `${doubts.length} doubts`}</>}
          </Button>
        </p>
        <div className={styles.chips} role="group" aria-label="What draws the same picture">
          {plain.chips.map((chip) => {
            const { name, opens } = CHIP_WORDS[chip.id];
            const command = commandOf(chip);
            return (
              <button
                key={chip.id}
                type="button"
                className={styles.chip}
                data-testid={`chip-${chip.id}`}
                data-mark={chip.mark}
                disabled={command === null}
                title={`${name.join(' ')}: ${MARK_WORDS[chip.mark]}${command === null ? '' : `; ${opens}`}`}
                onClick={() => command?.()}
              >
                <span className={styles.chipName}>
                  {name[0]} <span className={styles.chipMore}>{name[1]}</span> <ChipMark mark={chip.mark} />
                </span>
                <ChipStrip chip={chip} ceiling={ceiling} />
              </button>
            );
          })}
        </div>
      </div>
      {open && <FindingDetails finding={finding} onClose={() => setOpen(false)} />}
    </div>
  );
}
