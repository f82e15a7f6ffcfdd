import { describe, expect, it } from 'vitest';
import type { CatalogEntry } from '../../../src/state/recordings/catalog.ts';
import { groupRecordings, pickerGroups, taskTitle } from '../../../src/views/controls/recordingGroups.ts';
import { replicateLetter, siblings } from '../../../src/views/controls/recordingSummary.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

interface EntryChange {
  readonly id: string;
  readonly kind?: string;
  readonly nodes?: number;
  readonly model?: string;
  readonly group?: string;
  readonly step?: number | null;
}

function entry({ id, kind = 'ring', nodes = 8, model = 'owner/small', group = id, step = null }: EntryChange): CatalogEntry {
  return {
    id,
    file: `${id}.safetensors`,
    bytes: 1,
    sha256: '',
    title: id,
    description: '',
    group,
    licence: '',
    model: { id: model, weights: null, layers: 4, hiddenSize: 8 },
    task: { kind, sampler: 'random-walk', size: { n: nodes }, step, sequences: 1, length: 100 },
    nodes,
    layers: [0, 4],
  };
}

describe('the list of recordings', () => {
  it('is grouped by task, smaller graphs of a model first', () => {
    const groups = groupRecordings([
      entry({ id: 'ring24', nodes: 24 }),
      entry({ id: 'days', kind: 'weekdays', nodes: 7 }),
      entry({ id: 'ring8', nodes: 8 }),
      entry({ id: 'star', kind: 'star' }),
      entry({ id: 'grid', kind: 'grid' }),
    ]);
    expect(groups.map(({ title }) => title)).toEqual(['Grids', 'Rings', 'Days of the week', 'Star']);
    expect(groups[1]!.entries.map(({ id }) => id)).toEqual(['ring8', 'ring24']);
  });

  it('names an unknown task by its kind', () => {
    expect(taskTitle('torus')).toBe('Torus');
  });

  it('puts what the reader opened first, and never twice what the catalog lists', () => {
    const { info } = syntheticResult({ kind: 'ring', n: 8 });
    const ready = { status: 'ready', handle: 'r1', info } as const;
    const groups = pickerGroups([entry({ id: 'ring8' })], {
      ring8: ready,
      'file:mine': ready,
      'file:broken': { status: 'loading', progress: null },
    });
    expect(groups.map(({ rows }) => rows.map(({ id }) => id))).toEqual([['file:mine'], ['ring8']]);
  });
});

describe('recordings of the same task and size', () => {
  const entries = [
    entry({ id: 'a', group: 'g' }),
    entry({ id: 'b', group: 'g' }),
    entry({ id: 'c', model: 'owner/large' }),
    entry({ id: 'd', nodes: 12 }),
    entry({ id: 'e', step: 3 }),
  ];

  it('are other models and other words, not other sizes or walks', () => {
    expect(siblings(entries, entries[0]!).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('are lettered within their replicate group', () => {
    expect(entries.slice(0, 3).map((member) => replicateLetter(entries, member))).toEqual(['A', 'B', null]);
  });
});
