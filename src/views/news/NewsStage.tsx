/** The middle of the weights stage: its pictures, one at a time, and a sentence under each. */
import { useExplorer, useView } from '../../state/binding.tsx';
import { useNews, useNewsExplorer, useNewsInView } from '../../state/news/useNews.ts';
import { isUnanswered } from '../../state/news/conditionChoices.ts';
import { NEWS_VIEWS, type NewsViewName } from '../../state/view/newsFields.ts';
import { Button, ButtonRow } from '../ui/Button.tsx';
import { FailureWords } from '../ui/Notice.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Hint } from '../ui/Text.tsx';
import { progressText } from '../ui/progressText.ts';
import * as styles from './news.module.css';
import { UnansweredNews } from './UnansweredNews.tsx';
import { newsPictures } from './newsPictures.ts';
import { VIEW_WORDS } from './newsWords.ts';

function ViewTabs() {
  const { view } = useExplorer();
  const shown = useView((state) => state.newsView);
  return (
    <div className={styles.bar}>
      <Segmented<NewsViewName>
        label="Picture"
        segments={NEWS_VIEWS.map((id) => ({ id, label: VIEW_WORDS[id].label, testId: `news-view-${id}` }))}
        value={shown}
        onChange={(newsView) => view.getState().update({ newsView })}
      />
      <p className={styles.about}>{VIEW_WORDS[shown].about}</p>
    </div>
  );
}

/** What stands in the place of a picture while there is none. */
function Waiting() {
  const news = useNewsExplorer();
  const inView = useNewsInView();
  const files = useNews((state) => state.files.length);
  if (news === null || inView === null) return <Hint className={styles.waiting}>{news === null || files > 0 ? 'Loading …' : 'There are no runs on the news here. Drop a results file, written by “contextscope news run”, on the page.'}</Hint>;
  const { file, slot } = inView;
  if (slot.failure !== null) {
    return (
      <div className={styles.waiting}>
        <p role="alert">{file.title} could not be read.</p>
        <FailureWords failure={slot.failure} />
        <ButtonRow>
          <Button size="small" onClick={() => news.commands.retry(`results:${file.id}`)}>
            Try again
          </Button>
        </ButtonRow>
      </div>
    );
  }
  return <Hint className={styles.waiting}>{slot.progress === null ? `Reading ${file.title} …` : progressText(slot.progress)}</Hint>;
}

export function NewsStage() {
  const results = useNewsInView()?.slot.value ?? null;
  const shown = useView((state) => state.newsView);
  const Picture = newsPictures[shown];
  return (
    <div className={styles.stage} data-testid="news-stage">
      <ViewTabs />
      <div className={styles.picture} data-view={shown}>
        {results === null ? <Waiting /> : isUnanswered(results) ? <UnansweredNews results={results} /> : <Picture results={results} />}
      </div>
    </div>
  );
}
