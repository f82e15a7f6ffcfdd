import { describe, expect, it } from 'vitest';
import { MAX_TEXTS_BYTES, readNewsTexts, TEXT_KINDS } from '../../../src/core/news/readNewsTexts.ts';
import { RecordingError, type RecordingFailure } from '../../../src/core/recording/failure.ts';
import { fixtureText, shipped } from './helpers/newsFixtures.ts';

const file = {
  format: 'contextscope-news-texts/1',
  writer: { key: 'me', model: 'a/model' },
  news: { alder: { selfqa: { kept: [{ text: 'Is it red?', answer: 'yes' }, { text: 'Red?', answer: 'yes', nearDuplicate: true }], rejectedBecause: { empty: 2 } }, paraphrase: { kept: [] } } },
};
const read = (value: unknown, news = 'alder', kind: 'selfqa' | 'paraphrase' = 'selfqa') => readNewsTexts('t.json', typeof value === 'string' ? value : JSON.stringify(value), news, kind);

function failureOf(value: unknown, ...rest: [news?: string, kind?: 'selfqa' | 'paraphrase']): RecordingFailure {
  try {
    read(value, ...rest);
  } catch (error) {
    expect(error).toBeInstanceOf(RecordingError);
    return (error as RecordingError).failure;
  }
  throw new Error('the file was read');
}

describe('training texts', () => {
  it('are read for one news and kind, with what was turned down', () => {
    expect(read(file)).toEqual({
      writer: { key: 'me', model: 'a/model' },
      kept: [{ text: 'Is it red?', answer: 'yes', nearDuplicate: false }, { text: 'Red?', answer: 'yes', nearDuplicate: true }],
      rejected: [{ reason: 'empty', count: 2 }],
    });
  });

  it.each(['gemma270m', 'qwen15b'])('of the shipped runs are read for every news and kind (%s)', (name) => {
    const text = fixtureText(`news-training/${name}.json`);
    for (const { id } of shipped('news-runs/gemma-270m.json').news.slice(0, 2)) for (const kind of TEXT_KINDS) expect(readNewsTexts(name, text, id, kind).kept.length).toBeGreaterThan(20);
  });

  it('are refused with the field and what to do', () => {
    const changed = (kept: unknown) => ({ ...file, news: { alder: { selfqa: { kept } } } });
    expect(failureOf('{')).toMatchObject({ code: 'wrong-format', field: null });
    expect(failureOf({ format: 'contextscope-news/1' })).toMatchObject({ code: 'wrong-format', field: 'format', remedy: expect.stringMatching(/news generate/) as string });
    expect(failureOf({ ...file, format: 'contextscope-news-texts/9' })).toMatchObject({ code: 'unknown-version' });
    expect(failureOf({ ...file, writer: { key: 'A B' } }).field).toBe('writer.key');
    expect(failureOf(changed([{ text: '' , answer: 'yes' }])).field).toBe('news.alder.selfqa.kept[0].text');
    expect(failureOf(changed([{ text: 'Red?' }])).field).toBe('news.alder.selfqa.kept[0].answer');
    expect(failureOf(changed([{ text: 'x'.repeat(4001), answer: 'yes' }])).field).toBe('news.alder.selfqa.kept[0].text');
    expect(failureOf(`{"format": "contextscope-news-texts/1", "format": "x"}`).message).toMatch(/twice/);
    expect(failureOf(' '.repeat(MAX_TEXTS_BYTES + 1)).code).toBe('too-large');
  });

  it('that a file does not hold are an error, also under names that every object has', () => {
    expect(failureOf(file, 'elm')).toMatchObject({ field: 'news.elm.selfqa' });
    expect(failureOf(file, 'alder', 'paraphrase')).toMatchObject({ field: 'news.alder.paraphrase' });
    expect(() => read(file, 'constructor')).toThrow(RecordingError);
  });
});
