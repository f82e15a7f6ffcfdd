import { describe, expect, it } from 'vitest';
import { type MeasureTable, nullProvenance, resultProvenance, scalingProvenance, tableCsv, tableJson } from '../../../src/state/figures/measureTable.ts';
import { syntheticResult } from '../../helpers/syntheticAnalysis.ts';

const table: MeasureTable = {
  title: 'Energy, "shown"',
  columns: [
    { name: 'context', unit: 'tokens' },
    { name: 'energy, full d', unit: '1' },
    { name: 'word', unit: '' },
  ],
  rows: [
    [10, 0.25, 'apple'],
    [20, NaN, 'a "b", c'],
    [30, null, '=HYPERLINK("x")'],
  ],
};

describe('CSV', () => {
  const lines = tableCsv(table, [['model', 'gemma\nsecond line']]).split('\r\n');

  it('begins with the provenance, one fact a line', () => {
    expect(lines.slice(0, 2)).toEqual(['# title: Energy, "shown"', '# model: gemma second line']);
  });

  it('has units in its header and leaves undefined values empty', () => {
    expect(lines[2]).toBe('context [tokens],"energy, full d [1]",word');
    expect(lines[3]).toBe('10,0.25,apple');
    expect(lines[4]).toBe('20,,"a ""b"", c"');
  });

  it('lets no word become a formula of a spreadsheet', () => {
    expect(lines[5]).toBe('30,,"\'=HYPERLINK(""x"")"');
  });

  it('leaves negative numbers as they are', () => {
    expect(tableCsv({ ...table, rows: [[-1.5, -2, '-x']] }, []).split('\r\n')[2]).toBe("-1.5,-2,'-x");
  });
});

describe('JSON', () => {
  it('holds title, provenance, columns with units and rows, null where not defined', () => {
    const read = JSON.parse(tableJson(table, [['model', 'gemma']])) as unknown;
    expect(read).toEqual({ title: table.title, provenance: { model: 'gemma' }, columns: table.columns, rows: [table.rows[0], [20, null, 'a "b", c'], table.rows[2]] });
  });
});

describe('provenance', () => {
  it('names recording, model, layer, window, basis and shown components', async () => {
    const result = await syntheticResult();
    const facts = new Map(resultProvenance(result, [0, 2]));
    expect(facts.get('recording')).toBe('Ring of 5');
    expect(facts.get('layer')).toBe('4');
    expect(facts.get('window')).toBe('last 20 tokens, whole segments; every token counts once');
    expect(facts.get('basis')).toBe('joint PCA over all contexts');
    expect(facts.get('shown components')).toBe('1, 3');
    expect([...facts.values()].every((value) => value !== '')).toBe(true);
  });

  it('says at which context a basis stands', async () => {
    const result = await syntheticResult({}, { basis: { kind: 'reference', frame: 1 } });
    expect(new Map(resultProvenance(result, [0, 1])).get('basis')).toBe('PCA at 20 tokens');
  });

  it('names draws and seed of nulls', () => {
    expect(nullProvenance({ permutations: 999, seed: 3 })).toEqual([['relabellings', '999'], ['seed', '3']]);
  });

  it('names the method, its level and what was left out of a scaling fit', () => {
    const data = { model: 'm', task: 'ring', sampler: 'random-walk', energyOf: null, members: [], gaps: [{ recordingId: 'r9', message: 'gone' }] };
    const point = { nodes: 4, context: 10, low: NaN, high: NaN, rows: 1, defined: 0, breaks: null, refusal: null, reason: null, intervalReason: null, dropped: true, recordingIds: ['r4'] };
    const facts = new Map(scalingProvenance(data, { method: { kind: 'threshold', level: 0.5 }, energyOf: null, resamples: 1000, points: [point], law: null, alphaByLevel: [], refusal: '' }, 7));
    expect(facts.get('critical context by')).toBe('threshold (accuracy 0.5)');
    expect(facts.get('sizes left out of the fit')).toBe('4');
    expect(facts.get('not readable')).toBe('r9');
    expect(facts.get('seed')).toBe('7');
    expect([facts.has('layer'), facts.has('window')]).toEqual([false, false]);
    const energyOf = { layer: 15, window: { kind: 'last', tokens: 200 }, weighting: 'tokens' } as const;
    const fall = new Map(scalingProvenance({ ...data, energyOf }, { method: { kind: 'fall', level: 0.8 }, energyOf, resamples: 1000, points: [], law: null, alphaByLevel: [], refusal: '' }, 7));
    expect(fall.get('layer')).toBe('15');
    expect(fall.get('window')).toContain('200 tokens');
  });
});
