/** The panels on the stage in rows and columns, or what stands there before there are any. */
import { type CSSProperties, useRef } from 'react';
import { useExplorer, useRecordings, useView } from '../../../state/binding.tsx';
import { OpenFileButton } from '../../open/OpenFileButton.tsx';
import { Button } from '../../ui/Button.tsx';
import { LazyPlace } from '../../ui/LazyPlace.tsx';
import { Hint } from '../../ui/Text.tsx';
import { lazyPart } from '../../ui/lazyPart.ts';
import { useSize } from '../../ui/useSize.ts';
import { PanelBackdropProvider } from '../panelBackdrop.ts';
import { Panel } from './Panel.tsx';
import * as styles from './compare.module.css';

/** Rows and columns of the panels on the stage. */
export interface PanelLayout {
  readonly columns: number;
  readonly rows: number;
}

/** Narrowest panel, in CSS pixels, that still shows its header and a readable projection. */
export const MIN_PANEL_WIDTH = 180;

function preferredColumns(count: number): number {
  if (count <= 2) return count;
  if (count <= 4) return 2;
  return count <= 6 ? 3 : 4;
}

/** `count` is 1 to 8, `width` the stage's in CSS pixels: 1, 2, 2x2, 3x2 or 4x2 where there is room, else fewer columns. */
export function panelLayout(count: number, width: number): PanelLayout {
  const columns = Math.max(1, Math.min(preferredColumns(count), Math.floor(width / MIN_PANEL_WIDTH)));
  return { columns, rows: Math.ceil(count / columns) };
}

/** The stage before there is a panel: the list of samples is on its way, or could not be read. */
export function EmptyStage() {
  const { commands } = useExplorer();
  const catalog = useRecordings((state) => state.catalog);
  const other = useRecordings((state) => state.catalogUrl);
  if (catalog.status === 'loading') {
    return (
      <div className={styles.stageEmpty} data-testid="stage-empty" role="status">
        <p className={styles.stageEmptyTitle}>Loading the list of recordings</p>
        <progress aria-label="Loading the list of recordings" />
      </div>
    );
  }
  if (catalog.status === 'error') {
    return (
      <div className={styles.stageEmpty} data-testid="stage-empty">
        <p className={styles.stageEmptyTitle}>{other === null ? 'The sample recordings are not available' : 'The list of recordings is not available'}</p>
        {other !== null && <Hint>{other}</Hint>}
        <p>{catalog.failure.message}</p>
        <Hint>{catalog.failure.remedy}</Hint>
        <div className={styles.stageEmptyActions}>
          <Button kind="primary" onClick={() => commands.retryCatalog()}>
            Try again
          </Button>
          {other !== null && (
            <Button onClick={() => commands.showSamples()}>
              Show the samples
            </Button>
          )}
          <OpenFileButton />
        </div>
      </div>
    );
  }
  return (
    <div className={styles.stageEmpty} data-testid="stage-empty">
      <p className={styles.stageEmptyTitle}>No recording is shown</p>
      <Hint>Choose one of the samples, or open or drop a recording of your own.</Hint>
      <OpenFileButton />
    </div>
  );
}

/** One to eight panels under one timeline, and the averaging null beside them when it is asked for. */
const ghostPanel = lazyPart<object>(() => import('../../evidence/GhostPanel.tsx').then(({ GhostPanel }) => GhostPanel));

export function PanelGrid() {
  const panels = useView((state) => state.panels);
  const focus = useView((state) => state.focus);
  const grid = useRef<HTMLDivElement>(null);
  const backdrop = useRef<HTMLDivElement>(null);
  const { width } = useSize(grid);
  const ghost = useView((state) => state.ghostPanel) && panels.length > 0;
  const cells = panels.length + Number(ghost);
  const { columns, rows } = panelLayout(Math.max(1, cells), width);
  return (
    <div
      ref={grid}
      className={styles.panelGrid}
      data-stage-grid=""
      data-compare={cells > 1 || undefined}
      style={{ '--columns': columns } as CSSProperties}
    >
      <div ref={backdrop} className={styles.panelBackdrop} aria-hidden="true" />
      {panels.length === 0 && <EmptyStage />}
      <PanelBackdropProvider value={backdrop}>
        {width > 0 &&
          panels.map((spec, index) => (
            <Panel key={index} index={index} spec={spec} focused={index === focus} removable={panels.length > 1} />
          ))}
      </PanelBackdropProvider>
      {ghost && <LazyPlace part={ghostPanel} given={{}} name="Averaging only" waiting={<section className={styles.panel} aria-label="Averaging only" />} />}
      {panels.length > 0 &&
        Array.from({ length: columns * rows - cells }, (_, i) => (
          <div key={`filler-${i}`} className={styles.panelFiller} />
        ))}
    </div>
  );
}
