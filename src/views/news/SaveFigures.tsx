/** Everything that is derived of the runs in view as one CSV: what `python fixtures/make_news_tables.py --csv` prints of the same file. */
import { useEffect, useRef, useState } from 'react';
import type { NewsResults } from '../../core/news/types.ts';
import { useNewsExplorer } from '../../state/news/useNews.ts';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Text.tsx';
import { exportName, saveFile } from '../ui/saveFile.ts';

export function SaveFigures({ results, id }: { readonly results: NewsResults; readonly id: string }) {
  const news = useNewsExplorer();
  const running = useRef<AbortController | null>(null);
  const [said, say] = useState<string | null>(null);
  useEffect(() => () => running.current?.abort(), [id]);
  const save = async () => {
    if (news === null) return;
    if (running.current !== null) return running.current.abort();
    const controller = new AbortController();
    running.current = controller;
    say('Working out every figure …');
    try {
      const csv = await news.commands.derivedCsv(id, { signal: controller.signal, onProgress: ({ done, total }) => say(`Working out every figure, ${done} of ${total ?? '?'} …`) });
      saveFile(exportName(results.title, 'csv'), new Blob([csv], { type: 'text/csv' }));
      say('Saved');
    } catch (error) {
      say(controller.signal.aborted ? 'Cancelled' : `Could not be worked out: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      running.current = null;
    }
  };
  return (
    <>
      <Button size="small" data-testid="news-derived" onClick={() => void save()}>
        {running.current === null ? 'Save all figures (CSV)' : 'Cancel'}
      </Button>
      {said !== null && <Hint role="status">{said}</Hint>}
    </>
  );
}
