import { describe, expect, it } from 'vitest';
import { importedRecording } from '../../../src/core/import/importedRecording.ts';
import { proposeImport } from '../../../src/core/import/importProposal.ts';
import { withWordArrays } from '../../../src/core/import/wordArrays.ts';
import { arrayFile, meanValue, numbers, words } from '../helpers/memoryArrays.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const D = 12;
/** In the order of the alphabet, as files list them, with as many tokens as the word is long. */
const acts = [...DAYS].sort().map((day) => numbers(`acts_${day}`, [day.length, D], meanValue(day.length)));

describe('one array a word', () => {
  it('is class means over its tokens, in the order of the calendar', async () => {
    const file = withWordArrays(arrayFile(acts));
    expect(file.arrays).toEqual([{ name: 'acts_by_word', dtype: 'f32', shape: [7, D] }, { name: 'acts_words', dtype: 'text', shape: [7] }]);
    expect(await file.readText('acts_words')).toEqual(DAYS);
    const found = await file.readNumbers('acts_by_word');
    DAYS.forEach((day, i) => {
      const value = meanValue(day.length);
      for (let k = 0; k < D; k++) {
        const mean = Array.from({ length: day.length }, (_, t) => value(t * D + k)).reduce((sum, one) => sum + one, 0) / day.length;
        expect(found[i * D + k]).toBeCloseTo(mean, 5);
      }
    });
  });

  it('opens with the calendar as a reference graph once its graph is named', async () => {
    const file = withWordArrays(arrayFile([...acts, words('graph', ['ring']), numbers('layer', [], () => 5, 'i64'), numbers('contexts', [1], () => 400, 'i64')]));
    const { proposal, plan, question } = await proposeImport(file, undefined, []);
    expect(question).toBe('');
    const { recording } = await importedRecording(file, plan!, { byteLength: 1, created: '2026-01-01T00:00:00Z', notes: proposal.notes });
    const { nodes, graphs } = recording.info.metadata;
    expect(nodes.map(({ label }) => label)).toEqual(DAYS);
    // In calendar order the ring is the calendar: the same graph is not added twice.
    expect(graphs.map(({ role }) => role)).toEqual(['context']);
  });

  it('is none of few arrays, of other sizes, of statistics, or of unlike names', () => {
    for (const arrays of [
      acts.slice(0, 3),
      acts.map((array, i) => ({ ...array, shape: [1, D + i] })),
      ['means', 'stds', 'var', 'sem', 'counts'].map((name) => numbers(`acts_${name}`, [4, D], meanValue(1))),
      ['apple', 'bird', 'car', 'egg'].map((name) => numbers(`chart_${name}`, [4, D], meanValue(1))),
    ]) {
      const file = arrayFile(arrays);
      expect(withWordArrays(file)).toBe(file);
    }
  });

  it('leaves other arrays as they are, and words of no known order in the order of the file', async () => {
    const file = withWordArrays(arrayFile([numbers('notes', [2], meanValue(1)), ...['pear', 'apple', 'fig', 'plum'].map((word) => numbers(`resid_${word}`, [D], meanValue(2)))]));
    expect(file.arrays.map(({ name }) => name)).toEqual(['notes', 'resid_by_word', 'resid_words']);
    expect(await file.readText('resid_words')).toEqual(['pear', 'apple', 'fig', 'plum']);
    expect(await file.readNumbers('notes')).toHaveLength(2);
  });
});
