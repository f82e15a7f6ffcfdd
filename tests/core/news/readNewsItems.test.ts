import { describe, expect, it } from 'vitest';
import { RecordingError } from '../../../src/core/recording/failure.ts';
import { isUnanswered, readNewsItems, unansweredResults } from '../../../src/core/news/readNewsItems.ts';
import { fixtureText, planted } from './helpers/newsFixtures.ts';

const kite = fixtureText('news/kite.json');
const item = JSON.parse(kite) as { readonly id: string; readonly questions: readonly Record<string, unknown>[] };

function failureIn(text: string) {
  try {
    readNewsItems('mine.json', text);
  } catch (error) {
    if (error instanceof RecordingError) return error.failure;
    throw error;
  }
  throw new Error('it was read');
}

describe('news without answers', () => {
  it('are read from one news, a list and a catalog alike', () => {
    const one = readNewsItems('kite.json', kite);
    expect(one).toHaveLength(1);
    expect(one[0]).toMatchObject({ id: 'kite', domain: 'events', entity: 'World Kite Games', other: null });
    expect(one[0]!.questions[0]!.options[0]).toBe('Port Ellery');
    for (const wrapped of [[item], { news: [item] }]) expect(readNewsItems('news.json', JSON.stringify(wrapped))).toEqual(one);
  });

  it.each([
    ['{"id": "kite", "text"', null, /not JSON/],
    [JSON.stringify({ ...item, questions: [] }), '[0].questions', /questions/],
    [JSON.stringify({ ...item, questions: [{ ...item.questions[0], options: ['one'] }] }), '[0].questions[0].options', /options/],
    [JSON.stringify({ ...item, text: 7 }), '[0].text', /7/],
    [JSON.stringify([item, item]), '[1]', /kite/],
    [`{"id": "a", "id": "b", "text": "x"}`, 'id', /twice/],
  ])('are refused by file, field, value and remedy: %.40s', (text, field, message) => {
    const failure = failureIn(text);
    expect(failure).toMatchObject({ file: 'mine.json', field });
    expect(failure.message).toMatch(message);
    expect(failure.remedy).toMatch(/a news has id, domain/);
  });

  it('stand as results that hold no answers', () => {
    const results = unansweredResults('mine', readNewsItems('kite.json', kite));
    expect(isUnanswered(results)).toBe(true);
    expect(isUnanswered(planted())).toBe(false);
  });
});
