/** The right column: figures at the cursor, and one tab for every kind of evidence. Only the open tab is fetched and computed. */
import { useId, type KeyboardEvent } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { EVIDENCE_TABS, type EvidenceTab } from '../../state/evidence/evidenceTypes.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { rovingTarget } from '../ui/Segmented.tsx';
import { Hint } from '../ui/Text.tsx';
import { MeasuresColumn } from './MeasuresColumn.tsx';
import { evidenceParts } from './evidenceParts.ts';
import * as styles from './evidenceTabs.module.css';

const NAMES: Readonly<Record<EvidenceTab, string>> = {
  cursor: 'Cursor',
  curves: 'Curves',
  layers: 'Layers',
  nulls: 'Nulls',
  spectrum: 'Spectrum',
  scaling: 'Scaling',
};

const ENABLED = EVIDENCE_TABS.map(() => true);

function Content({ tab }: { readonly tab: EvidenceTab }) {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) {
    return <Hint className={styles.waiting}>Measures appear with the recording.</Hint>;
  }
  if (tab === 'cursor') return <MeasuresColumn />;
  return (
    <LazyPlace
      part={evidenceParts[tab]}
      given={{ result: panel.result, axes: panel.spec.axes }}
      name={`The tab ${NAMES[tab]}`}
      waiting={<Hint className={styles.waiting}>Fetching the tab.</Hint>}
    />
  );
}

/** Arrow keys open the tab that they lead to. */
export function EvidenceTabs() {
  const { commands } = useExplorer();
  const tab = useView((state) => state.tab);
  const id = useId();
  const open = (next: EvidenceTab) => {
    if (next !== tab) commands.openTab(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.altKey || event.ctrlKey || event.metaKey ? null : rovingTarget(event.key, EVIDENCE_TABS.indexOf(tab), ENABLED);
    if (target === null) return;
    event.preventDefault();
    (event.currentTarget.children[target] as HTMLElement).focus();
    open(EVIDENCE_TABS[target]!);
  };
  return (
    <div className={styles.tabs}>
      <div className={styles.list} role="tablist" aria-label="Evidence" onKeyDown={onKeyDown}>
        {EVIDENCE_TABS.map((one) => {
          const preload = one === 'cursor' ? undefined : evidenceParts[one].preload;
          return (
            <div
              key={one}
              id={`${id}${one}`}
              role="tab"
              className={styles.tab}
              aria-selected={one === tab}
              aria-controls={one === tab ? `${id}panel` : undefined}
              tabIndex={one === tab ? 0 : -1}
              data-testid={`tab-${one}`}
              onPointerEnter={preload}
              onClick={() => open(one)}
            >
              {NAMES[one]}
            </div>
          );
        })}
      </div>
      <div key={tab} id={`${id}panel`} role="tabpanel" className={styles.panel} aria-labelledby={`${id}${tab}`}>
        <Content tab={tab} />
      </div>
    </div>
  );
}
