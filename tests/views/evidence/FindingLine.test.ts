import { describe, expect, it } from 'vitest';
import { verdictText } from '../../../src/views/evidence/FindingLine.tsx';

describe('the verdict under the stage', () => {
  it('names what is not beaten beside what is', () => {
    const text = verdictText([{ name: 'relabelling', beaten: true }, { name: 'same-degree graphs', beaten: true }, { name: 'averaging null', beaten: false }]);
    expect(text).toBe('Closer along the graph than relabelled nodes and same-degree graphs, but not than averaging only.');
    expect(verdictText([{ name: 'averaging null', beaten: false }])).toBe('Not closer along the graph than averaging only.');
  });

  it('names all dimensions where they say something else than the picture', () => {
    const both = (shown: boolean, full: boolean) => verdictText([{ name: 'relabelling', beaten: shown }, { name: 'relabelling in full d', beaten: full, ...(!full && { p: '0.20' }) }]);
    expect(both(true, true)).toBe('Closer along the graph than relabelled nodes.');
    expect(both(true, false)).toBe('Closer along the graph than relabelled nodes, but not than relabelled nodes in all dimensions (p = 0.20).');
    expect(both(false, true)).toBe('Closer along the graph than relabelled nodes in all dimensions, but not than relabelled nodes.');
    expect(both(false, false)).toBe('Not closer along the graph than relabelled nodes.');
    expect(verdictText([{ name: 'relabelling in full d', beaten: true }])).toContain('in all dimensions');
  });

  it('says nothing before a null is drawn', () => {
    expect(verdictText([])).toBeNull();
  });
});
