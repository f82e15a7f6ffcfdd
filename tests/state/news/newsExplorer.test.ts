import { beforeEach, describe, expect, it } from 'vitest';
import type { NewsResults } from '../../../src/core/news/types.ts';
import { createNotices, type Notices } from '../../../src/state/base/notices.ts';
import { createNewsExplorer, type NewsExplorer } from '../../../src/state/news/newsExplorer.ts';
import { pieceSlot } from '../../../src/state/news/newsStore.ts';
import { createRecordingsStore } from '../../../src/state/recordings/recordingsStore.ts';
import { createViewStore, type ViewStore } from '../../../src/state/view/viewStore.ts';
import { shipped } from '../../core/news/helpers/newsFixtures.ts';
import { createFakeClient, type FakeClient, settle } from '../../helpers/fakeClient.ts';

const gemma: NewsResults = shipped('news-runs/gemma-270m.json');
const results = new File(['{"format": "contextscope-news/1"}'], 'mine.json');
const texts = (name: string) => new File(['{"format": "contextscope-news-texts/1"}'], name);

let client: FakeClient;
let view: ViewStore;
let notices: Notices;
let news: NewsExplorer;
beforeEach(() => {
  client = createFakeClient();
  view = createViewStore();
  notices = createNotices();
  news = createNewsExplorer({ client, view, notices, recordings: createRecordingsStore(), samplesUrl: 'http://page.example/samples/catalog.json' });
});

async function openResults(): Promise<void> {
  const opened = news.commands.openFile(results);
  await settle();
  await client.others.find(({ argument }) => argument.kind === 'newsResults')!.resolve(gemma);
  await opened;
}

const asked = () => client.others.filter(({ argument }) => argument.kind === 'newsTexts').map(({ argument }) => argument.input);
const said = () => notices.store.getState().notices.map(({ title }) => title);

describe('training texts of one’s own', () => {
  it('are said not to be at hand until their file is dropped, then read for the open news', async () => {
    await openResults();
    view.getState().update({ newsCell: { news: 'brindle', condition: 'selfqa' } });
    await settle();
    expect(pieceSlot(news.store.getState(), 'texts')).toMatchObject({ status: 'absent', note: expect.stringMatching(/gemma270m\.json.*Drop that file/) as string });
    await news.commands.openFile(texts('gemma270m.json'));
    expect(asked()).toEqual([{ source: expect.objectContaining({ kind: 'file', name: 'gemma270m.json' }) as object, news: 'brindle', kind: 'selfqa' }]);
    expect(said()).toEqual([]);
  });

  it('wait for their results when they come first', async () => {
    await news.commands.openFile(texts('qwen15b.json'));
    expect(said()).toEqual(['qwen15b.json holds training texts about news']);
    await openResults();
    view.getState().update({ newsCell: { news: 'brindle', condition: 'selfqa.by-qwen15b' } });
    await settle();
    expect(asked()).toHaveLength(1);
  });

  it('are not asked for where an adapter was trained on the news itself, or where there is none', async () => {
    await openResults();
    for (const condition of ['naive', 'context own', 'no such']) {
      view.getState().update({ newsCell: { news: 'brindle', condition } });
      await settle();
      expect(pieceSlot(news.store.getState(), 'texts')).toMatchObject({ status: 'absent', note: null });
    }
    expect(asked()).toEqual([]);
  });
});
