/** The planned tests as a table; a press on one lays its two conditions side by side. */
import { useMemo } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { CONTRAST_LEVEL, conditionsOf, knowledgeContrasts } from '../../state/news/conditionChoices.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { conditionWords } from '../../state/news/conditionWords.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { useNewsFilter, useNewsPiece } from '../../state/news/useNews.ts';
import { ChartFrame, TableBox } from '../charts/ChartFrame.tsx';
import { Hint } from '../ui/Text.tsx';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './news.module.css';
import { pWords, signedWords } from './numberWords.ts';

export function PlannedTests({ results }: { readonly results: NewsResults }) {
  const { view } = useExplorer();
  const filter = useNewsFilter();
  const pair = useView((state) => state.newsPair);
  const slot = useNewsPiece('planned');
  const planned = useMemo(() => knowledgeContrasts(results).contrasts, [results]);
  const names = useMemo(() => new Map(conditionsOf(results).map((condition) => [condition.id, conditionWords(results, condition)])), [results]);
  const answers = slot.status === 'ready' && slot.value?.length === planned.length ? slot.value : null;
  return (
    <ChartFrame
      title="Planned tests, log-probability"
      about={ABOUT_NEWS.planned}
      source={newsProvenance(results, { ...filter, newsMeasure: 'logp' })}
      svgRef={null}
      table={() => ({
        columns: ['results', 'first', 'second', 'news', 'difference', 'low', 'high', 'p', 'p Holm'].map((name) => ({ name, unit: '' })),
        rows: planned.map(({ first, second, values }, i) => {
          const answer = answers?.[i];
          return [results.id, first, second, values.length, answer?.mean ?? null, answer?.low ?? null, answer?.high ?? null, answer?.p ?? null, answer?.holm ?? null];
        }),
      })}
      status={<SlotStatus name="planned" />}
      testId="planned-tests"
    >
      {planned.length === 0 ? (
        <Hint>None of the planned tests can be made on these runs: they need a condition on two news or more.</Hint>
      ) : (
        <TableBox label="Planned tests">
          <table className={styles.tests}>
            <thead>
              <tr>
                <th scope="col">First less second</th>
                <th scope="col">Difference</th>
                <th scope="col">p</th>
              </tr>
            </thead>
            <tbody>
              {planned.map(({ first, second }, i) => {
                const answer = answers?.[i];
                const chosen = pair !== null && pair[0] === first && pair[1] === second;
                return (
                  <tr key={`${first} - ${second}`} data-significant={(answer !== undefined && answer.holm <= CONTRAST_LEVEL) || undefined}>
                    <th scope="row">
                      <button type="button" className={styles.link} aria-pressed={chosen} title={`${first} − ${second}`} onClick={() => view.getState().update({ newsPair: chosen ? null : [first, second] })}>
                        {names.get(first)} <span className={styles.less}>less</span> {names.get(second)}
                      </button>
                    </th>
                    <td>{answer === undefined ? '…' : <Difference mean={answer.mean} low={answer.low} high={answer.high} />}</td>
                    <td title={answer === undefined ? undefined : `uncorrected ${pWords(answer.p)}`}>{answer === undefined ? '…' : pWords(answer.holm).replace(/^p (= )?/, '')}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableBox>
      )}
    </ChartFrame>
  );
}

function Difference({ mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number }) {
  return (
    <>
      {signedWords(mean)} <span className={styles.interval}>{`${signedWords(low)} to ${signedWords(high)}`}</span>
    </>
  );
}
