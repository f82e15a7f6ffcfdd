/** The right column of the weights stage: the news that was opened, the comparison that was chosen, and the planned tests. */
import type { ComponentType } from 'react';
import { useView } from '../../state/binding.tsx';
import type { NewsResults } from '../../core/news/types.ts';
import { useNewsResults } from '../../state/news/useNews.ts';
import type { NewsViewName } from '../../state/view/newsFields.ts';
import { Hint } from '../ui/Text.tsx';
import { BridgeDetails } from './BridgeDetails.tsx';
import { CellDetails } from './CellDetails.tsx';
import { PairSection } from './PairSection.tsx';
import { PlannedTests } from './PlannedTests.tsx';
import * as styles from './news.module.css';

/** Of pictures that have more to say than the comparison. */
const OF_VIEW: { readonly [View in NewsViewName]?: ComponentType<{ readonly results: NewsResults }> } = { bridge: BridgeDetails };

export function NewsDetails() {
  const results = useNewsResults();
  const cell = useView((state) => state.newsCell);
  const shown = useView((state) => state.newsView);
  if (results === null) return <Hint className={styles.waiting}>Details appear with the runs.</Hint>;
  const Own = OF_VIEW[shown];
  return (
    <div data-testid="news-details">
      {cell !== null && <CellDetails results={results} cell={cell} />}
      {Own !== undefined && <Own results={results} />}
      {Own === undefined && (
        <>
          <PairSection results={results} />
          <PlannedTests results={results} />
        </>
      )}
    </div>
  );
}
