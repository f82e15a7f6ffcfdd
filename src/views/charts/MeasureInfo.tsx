/** What a chart means, with a way to the full definitions. */
import measuresUrl from '../../../docs/measures.md?url';
import { InfoPopover } from '../controls/InfoPopover.tsx';

interface MeasureInfoProps {
  readonly term: string;
  readonly about: readonly string[];
}

export function MeasureInfo({ term, about }: MeasureInfoProps) {
  return (
    <InfoPopover term={term}>
      {about.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p>
        <a href={measuresUrl} target="_blank" rel="noreferrer">
          Every measure, its formula and source
        </a>
      </p>
    </InfoPopover>
  );
}
