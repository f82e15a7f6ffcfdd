/** Above the stage, once for all panels: what to lay side by side, how panels move together, lines, dimensions and export. */
import { useMemo } from 'react';
import { useAnalysis, useExplorer, useView } from '../../../state/binding.tsx';
import { useFocusPanel } from '../../../state/panels/useFocusPanel.ts';
import { MAX_PANELS } from '../../../state/view/panelSpec.ts';
import { exportDialog } from '../../export/ExportLauncher.tsx';
import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { CloseIcon, PlusIcon, SaveIcon } from '../../ui/icons.tsx';
import * as styles from './compare.module.css';
import { edgeLegend } from './drawnGraphs.ts';
import { spaceViewPart } from './spaceViewPart.ts';

/** The kinds of lines on the stage, named once for all panels. */
export function EdgeLegend() {
  const slots = useAnalysis((state) => state.slots);
  const references = useView((state) => state.references);
  const showEdges = useView((state) => state.showEdges);
  const entries = useMemo(
    () => edgeLegend(slots.flatMap(({ value }) => (value === null ? [] : [value.info.metadata])), references, showEdges),
    [slots, references, showEdges],
  );
  if (entries.length === 0) return null;
  return (
    <ul className={styles.edgeLegend} aria-label="Lines">
      {entries.map(({ text, reference }) => (
        <li key={`${reference} ${text}`}>
          <span className={styles.edgeStroke} data-reference={reference || undefined} />
          {text}
        </li>
      ))}
    </ul>
  );
}

/** Above the stage, once for all panels: why they are drawn in 2D although 3D was asked for. */
export function SpaceUnavailable() {
  const { view } = useExplorer();
  const reason = useView((state) => state.spaceUnavailable);
  const mode = useView((state) => state.mode);
  if (reason === null || mode === 'space') return null;
  return (
    <div className={styles.spaceUnavailable} role="status" data-testid="space-unavailable">
      <p>{reason} The picture stays in 2D.</p>
      <Button size="small" onClick={() => view.getState().update({ mode: 'space', spaceUnavailable: null })}>
        Try 3D again
      </Button>
      <Button
        kind="quiet"
        size="small"
        icon
        aria-label="Dismiss: 3D is not available"
        onClick={() => view.getState().update({ spaceUnavailable: null })}
      >
        <CloseIcon />
      </Button>
    </div>
  );
}

/** Above the stage: what to lay side by side, how the panels move together, and in how many dimensions they are drawn. */
function CompareButtons() {
  const { commands } = useExplorer();
  const kind = useFocusPanel()?.entry?.task.kind;
  return (
    <div className={styles.stageBarGroup} role="group" aria-label="Compare">
      <span className={styles.stageBarLabel}>Compare</span>
      <Button size="small" data-testid="compare-sizes" onClick={() => commands.compareSizes()}>
        Sizes
      </Button>
      <Button size="small" data-testid="compare-layers" onClick={() => commands.compareLayers()}>
        Layers
      </Button>
      <Button size="small" data-testid="compare-models" onClick={() => commands.compareModels()}>
        Models
      </Button>
      <Button size="small" data-testid="compare-tasks" onClick={() => commands.compareTasks()}>
        {kind === 'weekdays' ? 'Walks' : 'Replicates'}
      </Button>
    </div>
  );
}

function ModeSwitch() {
  const { view } = useExplorer();
  const mode = useView((state) => state.mode);
  return (
    <div className={styles.stageBarMode}>
      <Segmented
        label="Dimensions"
        segments={[
          { id: 'plane', label: '2D', testId: 'mode-plane' },
          { id: 'space', label: '3D', testId: 'mode-space', onApproach: spaceViewPart.preload },
        ]}
        value={mode}
        onChange={(next) => view.getState().update({ mode: next, spaceUnavailable: null })}
      />
    </div>
  );
}

function PanelButtons() {
  const { view, commands } = useExplorer();
  const sync = useView((state) => state.sync);
  const full = useView((state) => state.panels.length >= MAX_PANELS);
  return (
    <div className={styles.stageBarGroup}>
      <span className={styles.stageBarLabel}>Same</span>
      <Segmented
        label="Panels share the context in"
        segments={[
          { id: 'tokens', label: 'tokens', testId: 'sync-tokens' },
          { id: 'tokens-per-node', label: 'tokens/node', testId: 'sync-tokens-per-node' },
        ]}
        value={sync}
        onChange={(next) => view.getState().update({ sync: next })}
      />
      <Button
        size="small"
        icon
        data-testid="add-panel"
        aria-label="Add a panel"
        title="Add a panel like the focused one"
        disabled={full}
        onClick={() => {
          const { panels, focus } = view.getState();
          const spec = panels[focus];
          if (spec !== undefined) commands.addPanel(spec);
        }}
      >
        <PlusIcon />
      </Button>
      <Button size="small" data-testid="single" onClick={() => commands.singlePanel()}>
        Back to one
      </Button>
    </div>
  );
}

/** The picture beside everything that could draw it without a model that learns: shuffled order, embedding layer, averaging only. */
function RealityButton() {
  const { commands } = useExplorer();
  return (
    <Button
      size="small"
      className={styles.stageBarReal}
      data-testid="is-it-real"
      title="The model beside shuffled order, embedding layer and averaging only, where there are such"
      onClick={() => commands.compareNulls()}
    >
      Is it real?
    </Button>
  );
}

export function StageBar({ onExport }: { readonly onExport: () => void }) {
  const comparing = useView((state) => state.panels.length > 1);
  return (
    <div>
      <div className={styles.stageBar}>
        <CompareButtons />
        {comparing ? <PanelButtons /> : <RealityButton />}
        <EdgeLegend />
        <ModeSwitch />
        <Button size="small" icon={comparing} className={styles.stageBarExport} data-testid="export" aria-label="Export" title="Export a picture, a video or data" onPointerEnter={exportDialog.preload} onFocus={exportDialog.preload} onClick={onExport}>
          <SaveIcon />
          {!comparing && <span className={styles.stageBarExportWord}>Export</span>}
        </Button>
      </div>
      <SpaceUnavailable />
    </div>
  );
}
