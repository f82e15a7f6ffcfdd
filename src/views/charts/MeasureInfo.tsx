/** What a chart means, its formula, and a way to the full definitions. */
import { InfoPopover } from '../ui/InfoPopover.tsx';
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import { measuresPage, type ChartAbout } from './chartTable.ts';

const measureSection = lazyPart<{ readonly id: string }>(() => import('./MeasureSection.tsx').then(({ MeasureSection }) => MeasureSection));

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
      <LazyPlace part={measureSection} given={{ id: section }} name="The definition" />
      <p>
        <a href={measuresPage(section)} target="_blank" rel="noreferrer">
          Every measure, its formula and source
        </a>
      </p>
    </InfoPopover>
  );
}
