import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customGraphFault } from '../../../src/state/graphs/customGraphs.ts';
import { asCustomGraph, draftOf, emptyDraft, hasEdge, moveNode, toggleEdge, withEdges, withLabels } from '../../../src/state/graphs/draftGraph.ts';
import { readRecorderGraph, recorderRefusal, writeRecorderGraph } from '../../../src/state/graphs/recorderGraph.ts';

const labels = ['apple', 'bird', 'car', 'egg'];

describe('a draft', () => {
  it('gets an edge by drawing it and loses it by drawing it again', () => {
    const one = toggleEdge(emptyDraft(labels), 2, 0);
    expect(one.edges).toEqual([[0, 2]]);
    expect(hasEdge(one, 0, 2)).toBe(true);
    expect(toggleEdge(one, 0, 2).edges).toEqual([]);
    expect(toggleEdge(one, 1, 1)).toBe(one);
  });

  it('keeps both directions apart while it is directed, and one edge of them after', () => {
    const both = toggleEdge(toggleEdge(withEdges(emptyDraft(labels), [], true), 0, 1), 1, 0);
    expect(both.edges).toEqual([[0, 1], [1, 0]]);
    expect(toggleEdge(both, 1, 0).edges).toEqual([[0, 1]]);
    expect(withEdges(both, both.edges, false).edges).toEqual([[0, 1]]);
  });

  it('keeps its nodes in the square, and what stays when nodes go', () => {
    expect(moveNode(emptyDraft(labels), 1, [3, -3]).layout[1]).toEqual([1, -1]);
    const draft = withLabels(withEdges(emptyDraft(labels), [[0, 1], [1, 3]]), ['x', 'y', 'z']);
    expect(draft).toMatchObject({ labels: ['x', 'y', 'z'], edges: [[0, 1]] });
    expect(draft.layout).toHaveLength(3);
  });

  it('becomes a sound graph of the view, whatever its title, and comes back from it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.tuple(fc.nat(3), fc.nat(3))), fc.boolean(), (title, pairs, directed) => {
        const draft = { ...withEdges(emptyDraft(labels), pairs, directed), title };
        const graph = asCustomGraph(draft, null, []);
        expect(customGraphFault(graph)).toBeNull();
        expect(draftOf(graph, labels)).toEqual({ ...draft, title: graph.title, layout: graph.layout });
      }),
    );
  });
});

describe('the JSON for the recorder', () => {
  it('comes back as it was written, places to four digits', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 }), fc.array(fc.tuple(fc.nat(5), fc.nat(5))), fc.boolean(), (names, pairs, directed) => {
        const edges = pairs.filter(([a, b]) => a < names.length && b < names.length);
        const draft = withEdges({ ...emptyDraft(names), title: 'A "graph"' }, edges, directed);
        const reading = readRecorderGraph(writeRecorderGraph(draft));
        if (!reading.ok) throw new Error(reading.message);
        const { layout, ...rest } = reading.draft;
        expect(rest).toEqual({ title: 'A "graph"', labels: names, directed, edges: draft.edges });
        expect(layout).toHaveLength(names.length);
      }),
    );
  });

  it('leaves names that only count to the recorder', () => {
    const draft = emptyDraft(['0', '1', '2']);
    expect(JSON.parse(writeRecorderGraph(draft))).toMatchObject({ nodes: 3 });
    expect(JSON.parse(writeRecorderGraph(draft))).not.toHaveProperty('directed');
  });

  it('takes names for ends, as the recorder does', () => {
    expect(readRecorderGraph('{"nodes": ["a", "b"], "edges": [["a", "b"]]}')).toMatchObject({ ok: true, draft: { edges: [[0, 1]], directed: false } });
    expect(readRecorderGraph('{"nodes": 3, "edges": [[2, 0]], "directed": true, "layout": null}')).toMatchObject({ ok: true, draft: { edges: [[2, 0]] } });
  });

  it('is not written for names that the recorder cannot tell apart', () => {
    expect(recorderRefusal({ labels })).toBeNull();
    expect(recorderRefusal({ labels: ['a', 'b', 'a'] })).toContain('“a”');
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no nodes', '{"edges": []}'],
    ['one node', '{"nodes": 1, "edges": []}'],
    ['a huge number of nodes', '{"nodes": 9007199254740992, "edges": []}'],
    ['a name given twice', '{"nodes": ["a", "a"], "edges": []}'],
    ['a key given twice', '{"nodes": 2, "nodes": 3, "edges": []}'],
    ['an unknown end', '{"nodes": 2, "edges": [[0, 2]]}'],
    ['a name where there are none', '{"nodes": 2, "edges": [["a", 0]]}'],
    ['an edge to itself', '{"nodes": 2, "edges": [[1, 1]]}'],
    ['three ends', '{"nodes": 3, "edges": [[0, 1, 2]]}'],
    ['a layout for others', '{"nodes": 3, "edges": [], "layout": [[0, 0]]}'],
    ['a layout that is not finite', '{"nodes": 2, "edges": [], "layout": [[0, 1e999], [0, 0]]}'],
  ])('is refused with a reason: %s', (_, text) => {
    const reading = readRecorderGraph(text);
    expect(reading.ok).toBe(false);
    expect(reading).toMatchObject({ message: expect.stringMatching(/\w.*\.$/) as string });
  });
});
