import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { emptyDraft, withEdges } from '../../../src/state/graphs/draftGraph.ts';
import { readRecorderGraph, writeRecorderGraph } from '../../../src/state/graphs/recorderGraph.ts';

const fixture = readFileSync(new URL('../../../fixtures/synthetic/drawn-graph.json', import.meta.url), 'utf8');

/** The graph of the fixture, which recorder/tests/test_graphs.py reads. */
const compass = withEdges(
  { ...emptyDraft(['north', 'east', 'south', 'west', 'hub "é"']), title: 'Compass' },
  [[0, 1], [1, 2], [2, 3], [3, 0], [4, 0], [0, 4], [2, 4]],
  true,
);

it('writes for the recorder what the recorder\'s own test reads', () => {
  expect(writeRecorderGraph(compass)).toBe(fixture);
  expect(readRecorderGraph(fixture)).toMatchObject({ ok: true, draft: { title: 'Compass', labels: compass.labels, edges: compass.edges, directed: true } });
});
