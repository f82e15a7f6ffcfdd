import { describe, expect, it } from 'vitest';
import { familyMembers, modelFamily, replicates, scalingFamily, shuffledControl, sizeFamily, weekdayFamily, type FamilyMember } from '../../../src/state/recordings/families.ts';
import { MAX_PANELS } from '../../../src/state/view/panelSpec.ts';
import { catalogEntry } from '../../helpers/catalogEntry.ts';

const rings = [32, 4, 12, 8, 6].flatMap((nodes) => [catalogEntry(`ring${nodes}-b`, { nodes }), catalogEntry(`ring${nodes}-a`, { nodes })]);
const grids = [
  catalogEntry('grid4x4-a', { kind: 'grid', nodes: 16, size: { rows: 4, cols: 4 } }),
  catalogEntry('grid2x8-a', { kind: 'grid', nodes: 16, size: { rows: 2, cols: 8 } }),
  catalogEntry('grid4x4-big', { kind: 'grid', nodes: 16, size: { rows: 4, cols: 4 }, model: 'qwen' }),
];
const weekdays = [
  catalogEntry('days-shuffled', { kind: 'weekdays', sampler: 'shuffled', nodes: 7, step: 3 }),
  catalogEntry('days-1', { kind: 'weekdays', nodes: 7, step: 1 }),
  catalogEntry('days-3', { kind: 'weekdays', nodes: 7, step: 3 }),
  catalogEntry('days-3-pairs', { kind: 'weekdays', sampler: 'neighbour-pairs', nodes: 7, step: 3 }),
  catalogEntry('days-3-qwen', { kind: 'weekdays', nodes: 7, step: 3, model: 'qwen' }),
];
const pairs = catalogEntry('ring10-pairs', { nodes: 10, sampler: 'neighbour-pairs' });
const all: readonly FamilyMember[] = [...rings, ...grids, ...weekdays, pairs];

const find = (id: string) => all.find((member) => member.id === id)!;
const ids = (members: readonly FamilyMember[]) => members.map(({ id }) => id);

describe('the sizes of a family', () => {
  it('are one replicate a size, smallest first, of the same model, kind and sampler', () => {
    expect(ids(sizeFamily(all, find('ring8-a')))).toEqual(['ring4-a', 'ring6-a', 'ring8-a', 'ring12-a', 'ring32-a']);
  });

  it('have the focus in its own place, also when it is not the first replicate', () => {
    expect(ids(sizeFamily(all, find('ring8-b')))).toEqual(['ring4-a', 'ring6-a', 'ring8-b', 'ring12-a', 'ring32-a']);
  });

  it('tell grids of one node count but other sides apart', () => {
    expect(ids(sizeFamily(all, find('grid4x4-a')))).toEqual(['grid2x8-a', 'grid4x4-a']);
  });

  it('are at most as many as there are panels, the focus always among them', () => {
    const many = Array.from({ length: 12 }, (_, i) => catalogEntry(`r${i}`, { nodes: i + 3 }));
    for (const focus of many) {
      const family = sizeFamily(many, focus);
      expect(family).toHaveLength(MAX_PANELS);
      expect(family).toContain(focus);
    }
  });
});

describe('other families', () => {
  it('the models have recordings of the same task and size, the focus first', () => {
    expect(ids(modelFamily(all, find('grid4x4-big')))).toEqual(['grid4x4-big', 'grid4x4-a']);
    expect(ids(modelFamily(all, find('grid2x8-a')))).toEqual(['grid2x8-a']);
    expect(ids(modelFamily(all, find('days-1')))).toEqual(['days-1']);
  });

  it('the weekday walks of one model come by step, pairs after walks, the shuffled control last', () => {
    expect(ids(weekdayFamily(all, find('days-1')))).toEqual(['days-3', 'days-1', 'days-3-pairs', 'days-shuffled']);
  });

  it('replicates share their group', () => {
    expect(ids(replicates(all, find('ring4-b')))).toEqual(['ring4-a', 'ring4-b']);
    expect(ids(replicates(all, pairs))).toEqual(['ring10-pairs']);
  });
});

describe('families of the evidence', () => {
  it('the scaling family has every size with all its replicates, of the same model, kind and sampler', () => {
    expect(ids(scalingFamily(all, find('ring8-b')))).toEqual([4, 6, 8, 12, 32].flatMap((n) => [`ring${n}-a`, `ring${n}-b`]));
    expect(ids(scalingFamily(all, pairs))).toEqual(['ring10-pairs']);
  });

  it('the shuffled control is of the same model, kind and size, of the same step where there is one', () => {
    expect(shuffledControl(all, find('days-3'))?.id).toBe('days-shuffled');
    expect(shuffledControl(all, find('days-1'))?.id).toBe('days-shuffled');
    const ofStep1 = catalogEntry('days-zshuffled', { kind: 'weekdays', sampler: 'shuffled', nodes: 7, step: 1 });
    expect(shuffledControl([...all, ofStep1], find('days-1'))?.id).toBe('days-zshuffled');
    expect(shuffledControl(all, find('days-3-qwen'))).toBeNull();
    expect(shuffledControl(all, find('ring8-a'))).toBeNull();
  });

  it('have no members while the catalog is on its way and nothing is open', () => {
    expect(familyMembers({ catalog: { status: 'loading' }, catalogUrl: null, recordings: { ring: { status: 'loading', progress: null } } })).toEqual([]);
  });
});
