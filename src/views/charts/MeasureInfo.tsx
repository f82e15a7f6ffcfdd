/** What a chart means, its formula, and a way to the full definitions. */
import type { ReactNode } from 'react';
import { InfoPopover } from '../ui/InfoPopover.tsx';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import { measuresPage } from './chartTable.ts';

const measureSection = lazyPart<{ readonly id: string }>(() => import('./MeasureSection.tsx').then(({ MeasureSection }) => MeasureSection));

interface MeasureInfoProps {
  readonly term: string;
  /** Id of the heading in docs/measures.md. */
  readonly section: string;
  /** In the reader's words, a paragraph each. */
  readonly children: ReactNode;
}

export function MeasureInfo({ term, section, children }: MeasureInfoProps) {
  return (
    <InfoPopover term={term}>
      {children}
      <LazyPlace part={measureSection} given={{ id: section }} name="The definition" />
      <p>
        <a href={measuresPage(section)} target="_blank" rel="noreferrer">
          Every measure, its formula and source
        </a>
      </p>
    </InfoPopover>
  );
}
