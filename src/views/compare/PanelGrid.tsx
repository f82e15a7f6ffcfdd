/** One to eight panels under one timeline, and the mixing null beside them when it is asked for. */
import { useRef, type CSSProperties } from 'react';
import { useEvidence, useView } from '../../state/binding.tsx';
import { lazyPart } from '../lazy/lazyPart.ts';
import { LazyPlace } from '../lazy/LazyPlace.tsx';
import { PanelBackdropProvider } from '../shared/panelBackdrop.ts';
import { useSize } from '../shared/useSize.ts';
import { EmptyStage } from './EmptyStage.tsx';
import { Panel } from './Panel.tsx';
import { panelLayout } from './panelLayout.ts';
import './compare.css';

const ghostPanel = lazyPart<object>(() => import('../evidence/GhostPanel.tsx').then(({ GhostPanel }) => GhostPanel));

export function PanelGrid() {
  const panels = useView((state) => state.panels);
  const focus = useView((state) => state.focus);
  const grid = useRef<HTMLDivElement>(null);
  const backdrop = useRef<HTMLDivElement>(null);
  const { width } = useSize(grid);
  const ghost = useEvidence((state) => state.ghostPanel) && panels.length > 0;
  const cells = panels.length + Number(ghost);
  const { columns, rows } = panelLayout(Math.max(1, cells), width);
  return (
    <div
      ref={grid}
      className="panel-grid"
      data-compare={cells > 1 || undefined}
      style={{ '--columns': columns } as CSSProperties}
    >
      <div ref={backdrop} className="panel-backdrop" aria-hidden="true" />
      {panels.length === 0 && <EmptyStage />}
      <PanelBackdropProvider value={backdrop}>
        {width > 0 &&
          panels.map((spec, index) => (
            <Panel key={index} index={index} spec={spec} focused={index === focus} removable={panels.length > 1} />
          ))}
      </PanelBackdropProvider>
      {ghost && <LazyPlace part={ghostPanel} given={{}} name="The mixing null" waiting={<section className="panel" aria-label="Mixing null" />} />}
      {panels.length > 0 &&
        Array.from({ length: columns * rows - cells }, (_, i) => (
          <div key={`filler-${i}`} className="panel-filler" />
        ))}
    </div>
  );
}
