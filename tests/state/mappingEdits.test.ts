import { describe, expect, it } from 'vitest';
import type { ImportMapping } from '../../src/core/import/mapping.ts';
import { choiceOf, choicesFor, roleOf, withChoice, withRole } from '../../src/state/mappingEdits.ts';

const EMPTY: ImportMapping = { roles: [], title: '', model: '', contexts: null, layers: null, builtGraph: { kind: 'ring' }, calendar: false };

describe('choosing what an array is', () => {
  it('offers what its type and shape allow, and always what it is now', () => {
    expect(choicesFor({ dtype: 'text', shape: [4] }, 'ignore')).toEqual(['ignore', 'labels']);
    expect(choicesFor({ dtype: 'f32', shape: [4, 5] }, 'ignore')).not.toContain('context-graph:adjacency');
    expect(choicesFor({ dtype: 'f32', shape: [4, 4] }, 'ignore')).toContain('context-graph:adjacency');
    expect(choicesFor({ dtype: 'i64', shape: [9, 2] }, 'ignore')).toContain('context-graph:edges');
    expect(choicesFor({ dtype: 'f32', shape: [2, 3, 4, 5] }, 'means:words')).toEqual(['ignore', 'means:contexts-layers', 'means:layers-contexts', 'means:words']);
    expect(choicesFor({ dtype: 'f32', shape: [1, 2, 3, 4, 5] }, 'ignore')).toEqual(['ignore']);
  });

  it('takes context and layer from the name', () => {
    const mapping = withChoice(EMPTY, 'L4_T200', 'means:words');
    expect(roleOf(mapping, 'L4_T200')).toEqual({ kind: 'means', axes: 'words', context: 200, layer: 4 });
    expect(choiceOf(roleOf(mapping, 'L4_T200'))).toBe('means:words');
    expect(roleOf(withChoice(EMPTY, 'present_T40', 'presence'), 'present_T40')).toEqual({ kind: 'presence', context: 40 });
  });

  it('takes a role that only one array may have away from the other', () => {
    const mapping = withChoice(withChoice(EMPTY, 'a', 'labels'), 'b', 'labels');
    expect(mapping.roles.map(({ array }) => array)).toEqual(['b']);
    const graphs = withChoice(withChoice(EMPTY, 'g', 'context-graph:adjacency'), 'h', 'context-graph:edges');
    expect([roleOf(graphs, 'g'), choiceOf(roleOf(graphs, 'h'))]).toEqual([null, 'context-graph:edges']);
    expect(graphs.builtGraph).toBeNull();
  });

  it('keeps roles by name and one an array', () => {
    const mapping = withChoice(withChoice(withChoice(EMPTY, 'c', 'presence'), 'a', 'counts'), 'c', 'accuracy');
    expect(mapping.roles.map(({ array, role }) => [array, role.kind])).toEqual([['a', 'counts'], ['c', 'accuracy']]);
    expect(withChoice(mapping, 'c', 'ignore').roles).toHaveLength(1);
    expect(withRole(mapping, 'a', null).roles).toHaveLength(1);
  });
});
