/** What a chart means, its formula, and a way to the full definitions. */
import { lazy, Suspense } from 'react';
import { InfoPopover } from '../controls/InfoPopover.tsx';
import { measuresPage, type ChartAbout } from './chartAbout.ts';

const MeasureSection = lazy(() => import('./MeasureSection.tsx'));

interface MeasureInfoProps {
  readonly term: string;
  readonly about: ChartAbout;
}

export function MeasureInfo({ term, about: { words, section } }: MeasureInfoProps) {
  return (
    <InfoPopover term={term}>
      {words.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <Suspense fallback={null}>
        <MeasureSection id={section} />
      </Suspense>
      <p>
        <a href={measuresPage(section)} target="_blank" rel="noreferrer">
          Every measure, its formula and source
        </a>
      </p>
    </InfoPopover>
  );
}
