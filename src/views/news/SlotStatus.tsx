/** A wait or a failure of a piece, said above its chart. */
import { useNewsExplorer, useNewsPiece } from '../../state/news/useNews.ts';
import type { NewsPieces } from '../../state/news/newsPieces.ts';
import { Button } from '../ui/Button.tsx';
import { FailureWords } from '../ui/Notice.tsx';
import { Hint } from '../ui/Text.tsx';
import { progressText } from '../ui/progressText.ts';
import * as styles from './news.module.css';

export function SlotStatus({ name }: { readonly name: keyof NewsPieces }) {
  const slot = useNewsPiece(name);
  const news = useNewsExplorer();
  if (slot.status === 'error' && slot.failure !== null) {
    return (
      <div className={styles.status} role="alert">
        <FailureWords failure={slot.failure} />
        <Button size="small" onClick={() => news?.commands.retry(name)}>
          Try again
        </Button>
      </div>
    );
  }
  if (slot.status === 'absent' && slot.note !== null) return <Hint role="status">{slot.note}</Hint>;
  if (slot.status !== 'loading') return null;
  const { progress } = slot;
  const done = progress === null || progress.total === null || progress.what === 'reading' ? '' : `, ${progress.done} of ${progress.total}`;
  return <Hint role="status">{progress?.what === 'reading' ? `${progressText(progress)} …` : `Working out what is drawn${done} …`}</Hint>;
}
