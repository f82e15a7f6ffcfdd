import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edge } from '../../../src/core/recording/types.ts';
import { orderedEdges } from '../../../src/state/graphs/customGraphs.ts';
import { emptyDraft, withEdges } from '../../../src/state/graphs/draftGraph.ts';
import { edgeListText, readGraphText } from '../../../src/views/graph/graphText.ts';

const words = [' apple', ' bird', ' car', ' New York'];
const read = (text: string, labels: readonly string[] = words) => readGraphText(text, labels);
const edgesOf = (text: string, labels?: readonly string[]) => {
  const { edges, faults } = read(text, labels);
  expect(faults).toEqual([]);
  return edges;
};

describe('an edge list', () => {
  it.each([
    ['names', 'apple bird'],
    ['names in other letters', 'Apple BIRD'],
    ['numbers', '0 1'],
    ['commas', 'apple, bird'],
    ['semicolons', '0;1'],
    ['tabs', 'apple\tbird'],
    ['dashes', 'apple - bird'],
    ['two dashes', 'apple -- bird'],
    ['quotation marks', '"apple" "bird"'],
    ['comments', '# the first\n\napple bird # and this\n// the last'],
    ['Windows lines', '\r\napple bird\r\n'],
  ])('may be written with %s', (_, text) => {
    expect(edgesOf(text)).toEqual([[0, 1]]);
    expect(read(text).directed).toBeNull();
  });

  it('has directions where it has arrows', () => {
    expect(read('bird -> apple\napple→car')).toEqual({ kind: 'edges', edges: [[1, 0], [0, 2]], directed: true, faults: [] });
    expect(edgesOf('bird->apple')).toEqual([[1, 0]]);
  });

  it('finds where a name with spaces ends', () => {
    expect(edgesOf('apple New York\nNew York car\nnew york, bird\n"New York" apple')).toEqual([[0, 3], [3, 2], [3, 1], [3, 0]]);
  });

  it('takes a number for a name where there is such a name', () => {
    expect(edgesOf('1 2', ['2', '1', '0'])).toEqual([[1, 0]]);
  });

  it('is nothing when it is empty', () => {
    expect(read('\n# nothing\n')).toEqual({ kind: 'edges', edges: [], directed: null, faults: [] });
  });

  it('names the lines it cannot read and takes the others', () => {
    const { edges, faults } = read('apple bird\napple dog\n\nbird bird\ncar\n0 9\n"apple car\nbird - car - apple\ncar bird');
    expect(edges).toEqual([[0, 1], [2, 1]]);
    expect(faults.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7]);
    expect(faults[0]!.message).toContain('“dog”');
    expect(faults[1]!.message).toContain('own neighbour');
    expect(faults[3]!.message).toContain('0 to 3');
  });

  it('asks for a comma where two readings are possible', () => {
    const labels = ['New', 'York', 'New York', 'York York'];
    expect(read('New York York', labels).faults[0]!.message).toContain('comma');
    expect(edgesOf('New York, York', labels)).toEqual([[2, 1]]);
  });
});

describe('a matrix', () => {
  const square: readonly Edge[] = [[0, 1], [0, 3], [1, 2], [2, 3]];
  it.each([
    ['spaces', '0 1 0 1\n1 0 1 0\n0 1 0 1\n1 0 1 0'],
    ['commas', '0,1,0,1\n1,0,1,0\n0,1,0,1\n1,0,1,0\n'],
    ['nothing', '# square\n0101\n1010\n0101\n1010'],
    ['JSON', '[[0,1,0,1],[1,0,1,0],[0,1,0,1],[true,false,true,false]]'],
  ])('may be written with %s between its cells', (_, text) => {
    const { kind, edges, directed, faults } = read(text);
    expect({ kind, directed, faults }).toEqual({ kind: 'matrix', directed: false, faults: [] });
    expect(orderedEdges(edges, false)).toEqual(square);
  });

  it('has directions where it is not symmetric', () => {
    expect(read('010\n001\n100', ['a', 'b', 'c'])).toEqual({ kind: 'matrix', edges: [[0, 1], [1, 2], [2, 0]], directed: true, faults: [] });
  });

  it('names the rows that do not fit', () => {
    expect(read('0 1 0\n1 0 1\n0 1 0').faults[0]).toEqual({ line: 3, message: 'A matrix for 4 nodes has 4 rows; this one has 3.' });
    expect(read('[[0,1,0,0.5],[1,1,0,0],[0,0,0],[0,0,0,0]]').faults.map(({ message }) => message)).toEqual([
      'Row 0, column 3 is neither 0 nor 1.',
      'Row 1 joins node 1 to itself.',
      'Row 2 has 3 columns; 4 are expected.',
    ]);
  });

  it('with two columns is a list of pairs', () => {
    expect(edgesOf('0 1\n1 2')).toEqual([[0, 1], [1, 2]]);
    expect(edgesOf('[[0,1],[2,3]]')).toEqual([[0, 1], [2, 3]]);
    expect(read('[[0,1],[2,9]]').faults).toHaveLength(1);
  });
});

describe('text of any kind', () => {
  it('comes back as the graph it was written from, directed or not, whatever the names', () => {
    const label = fc.oneof(fc.constantFrom('a', 'b', '1', 'x y', '"', '->', '#', '//', ',', ' q', 'é', 'A', '[', '[0', ']'), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(label, { minLength: 2, maxLength: 6 }), fc.boolean(), fc.array(fc.tuple(fc.nat(5), fc.nat(5))), (labels, directed, pairs) => {
        const edges = pairs.filter(([a, b]) => a < labels.length && b < labels.length);
        const draft = withEdges(emptyDraft(labels), edges, directed);
        const reading = readGraphText(edgeListText(draft), labels);
        expect(reading.faults).toEqual([]);
        expect(orderedEdges(reading.edges, directed)).toEqual(draft.edges);
        expect(reading.directed).toBe(directed && draft.edges.length > 0 ? true : null);
      }),
    );
  });

  it('is read or named, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.stringMatching(/^[01 ,\n\[\]"#>-]{0,60}$/)), (text) => {
        const { edges, faults } = read(text);
        expect(edges.every(([a, b]) => a !== b && a >= 0 && b >= 0 && a < 4 && b < 4)).toBe(true);
        for (const { line, message } of faults) expect(line > 0 && message !== '').toBe(true);
      }),
    );
  });

  it('of a hostile length is refused at once', () => {
    expect(read('a '.repeat(2 ** 20)).faults).toHaveLength(1);
    expect(read(`[${'['.repeat(100_000)}`).faults).toHaveLength(1);
  });
});
