import { expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { layerReliability } from '../../../src/core/reliability/layerReliability.ts';
import type { RecordingGraph } from '../../../src/core/recording/types.ts';
import { sequenceFigures } from '../../../src/state/figures/reliability.ts';
import { sequencesTable } from '../../../src/views/evidence/SequencesTable.tsx';
import { sampleSequences } from '../../core/helpers/sampleSequences.ts';

const graphs = [{ id: 'ring', title: 'Ring of 16', role: 'context', directed: false, edges: [], layout: null }] satisfies RecordingGraph[];
const settings = { layer: 15, window: { kind: 'last', tokens: 200 }, pair: [0, 1] } as const;
const reliability = runToEnd(layerReliability(await sampleSequences('gemma3-270m-ring16-a', 15), settings, { draws: 0, seed: 1 }));
const result = { recordingId: 'ring16', layer: 15, graphs, reliability };

it('figures over sequences are exported row by row with their intervals, and empty cells where there is none', () => {
  const { columns, rows } = sequencesTable(sequenceFigures(result, 15));
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  expect(rows).toHaveLength(1 + 3 + 3 + 3 + 4);
  const [reliable] = rows;
  expect(reliable!.slice(0, 4)).toEqual(['split-half reliability (Spearman-Brown)', '', '', 450]);
  expect(rows.find(([figure, , reading]) => figure === 'R² of own PC 1-2' && reading === 'held out')![4]).toBeCloseTo(0.953, 3);
  const early = sequencesTable(sequenceFigures(result, 1)).rows.find(([figure, , reading]) => figure === 'R² of own PC 1-2' && reading === 'across sequences')!;
  expect(early.slice(4)).toEqual([null, null, null]);
});
