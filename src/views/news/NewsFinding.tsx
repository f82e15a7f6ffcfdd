/** The line under a picture of the weights stage: what it shows, and behind a disclosure what to doubt. */
import { useMemo } from 'react';
import type { NewsResults } from '../../core/news/types.ts';
import { gapFinding, type NewsFinding } from '../../state/news/newsFinding.ts';
import { useNewsPiece } from '../../state/news/useNews.ts';
import * as styles from './news.module.css';

/** Nothing while there is nothing to say yet. */
export function FindingWords({ finding }: { readonly finding: NewsFinding | null }) {
  if (finding === null) return null;
  const { headline, sentence, doubts } = finding;
  const more = [sentence === '' ? null : 'figures', doubts.length === 0 ? null : doubts.length === 1 ? 'one doubt' : `${doubts.length} doubts`].filter((part) => part !== null);
  return (
    <div className={styles.finding} data-testid="news-finding">
      {more.length === 0 ? (
        <p>{headline}</p>
      ) : (
        <details>
          <summary>
            {headline} <span className={styles.more}>{more.join(' and ')}</span>
          </summary>
          {sentence !== '' && <p>{sentence}</p>}
          <ul>
            {doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

export function GapFinding({ results }: { readonly results: NewsResults }) {
  const planned = useNewsPiece('planned');
  const contrasts = planned.status === 'ready' ? planned.value : null;
  const finding = useMemo(() => gapFinding(results, contrasts), [results, contrasts]);
  return <FindingWords finding={finding} />;
}
