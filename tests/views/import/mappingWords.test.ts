import { describe, expect, it } from 'vitest';
import type { ArrayListing, ImportMapping } from '../../../src/core/import/mapping.ts';
import type { ImportPlan } from '../../../src/core/import/planTypes.ts';
import { arrayText, axesWords, inOrderOfInterest, parseNumbers, previewRows, valuesText } from '../../../src/views/import/mappingWords.ts';

const plan: ImportPlan = {
  nodes: 12, hiddenSize: 4096, contexts: [200, 400, 1400], layers: [26], means: [], labels: 'w', presence: [null, null, null], counts: null, accuracy: null,
  contextGraph: { kind: 'grid', rows: 3, cols: 4 }, references: [], calendar: false, title: '', model: '',
};
const listing: ArrayListing = { file: 'a.npz', kind: 'npz', arrays: [{ name: 'w', dtype: 'text', shape: [6], numbers: null, texts: [' January', 'May', 'July', 'June', 'April', 'March'], matrix: null }] };
const row = (change: Partial<ImportPlan>, name: string) => previewRows({ ...plan, ...change }, listing).find(([one]) => one === name)?.[1];

describe('the mapping panel', () => {
  it('says what an array looks like', () => {
    expect(arrayText({ dtype: 'f32', shape: [12, 4096] })).toBe('float32, 12 × 4096');
    expect(arrayText({ dtype: 'i64', shape: [] })).toBe('int64, one value');
  });

  it('says what the axes of class means run along', () => {
    expect(axesWords(['contexts', 'words', 'dimensions'], [1, 16, 4096])).toBe('1 context × 16 words × 4096 dims');
    expect(axesWords(['dimensions', 'words', 'layers'], [1, 2, 3])).toBe('1 dim × 2 words × 3 layers');
  });

  it('shows the first values of small lists alone', () => {
    expect(valuesText({ numbers: [60, 80.123456, 100, 150, 200, 300], texts: null, shape: [6] })).toBe('60, 80.12, 100, 150, 200, …');
    expect(valuesText({ numbers: null, texts: [' a', 'b '], shape: [2] })).toBe('a, b');
    expect(valuesText({ numbers: [1, 2, 3, 4], texts: null, shape: [2, 2] })).toBeNull();
  });

  it('previews the recording', () => {
    expect(row({}, 'Words')).toBe('12: January, May, July, June, April, …');
    expect(row({ labels: null }, 'Words')).toBe('12, numbered');
    expect(row({}, 'Contexts')).toBe('200, 400 and 1400 tokens');
    expect(row({ contexts: [9] }, 'Context')).toBe('9 tokens');
    expect(row({}, 'Graph')).toBe('grid of 3 × 4, row by row');
    expect(row({}, 'Accuracy')).toBe('none');
    const piece = { array: 'acc', offset: 0, stride: 1 };
    expect(row({ accuracy: { rows: 8, pieces: [piece, null, piece] } }, 'Accuracy')).toBe('at 2 of 3 contexts, 8 sequences');
    expect(row({ calendar: true }, 'References')).toBe('calendar, from the words');
  });

  it.each([
    ['200, 400;1400', [200, 400, 1400]],
    [' 7 ', [7]],
    ['', null],
    ['2.5', undefined],
    ['1e3', undefined],
    ['-1', undefined],
    ['12345678', undefined],
  ])('reads %j as %j', (text, expected) => {
    expect(parseNumbers(text)).toEqual(expected);
  });

  it('lists arrays with a role before the others', () => {
    const arrays = ['a', 'b', 'c'].map((name) => ({ ...listing.arrays[0]!, name }));
    const mapping = { roles: [{ array: 'b', role: { kind: 'labels' } }] } as unknown as ImportMapping;
    const { used, ignored } = inOrderOfInterest({ ...listing, arrays }, mapping);
    expect([used.map(({ name }) => name), ignored.map(({ name }) => name)]).toEqual([['b'], ['a', 'c']]);
  });
});
