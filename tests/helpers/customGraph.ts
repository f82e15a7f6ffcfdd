/** Any graph that a reader may have drawn, small enough for an address. */
import fc from 'fast-check';
import type { Edge } from '../../src/core/recording/types.ts';
import { onLayoutGrid, orderedEdges, wordsPrint, type CustomGraph } from '../../src/state/graphs/customGraphs.ts';

const unit = fc.double({ min: -1, max: 1, noNaN: true });

export const customGraph: fc.Arbitrary<CustomGraph> = fc.integer({ min: 2, max: 9 }).chain((nodes) =>
  fc
    .record({
      number: fc.nat(9999),
      title: fc.string({ minLength: 1, maxLength: 20 }),
      directed: fc.boolean(),
      pairs: fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1)), { maxLength: 12 }),
      layout: fc.option(fc.array(fc.tuple(unit, unit), { minLength: nodes, maxLength: nodes })),
      label: fc.constantFrom('apple', 'Montag', '<b>'),
    })
    .map(({ number, title, directed, pairs, layout, label }) => ({
      id: `custom:graph-${number}`,
      title,
      directed,
      nodes,
      words: wordsPrint(Array.from({ length: nodes }, (_, i) => label + i)),
      edges: orderedEdges(pairs as Edge[], directed),
      layout: layout?.map(onLayoutGrid) ?? null,
    })),
);
