import { describe, expect, it } from 'vitest';
import { reliability } from '../../../src/state/evidence/reliability.ts';
import type { PieceInput } from '../../../src/state/evidence/piece.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { createFakeClient, settle } from '../../helpers/fakeClient.ts';
import { syntheticInfo } from '../../helpers/syntheticAnalysis.ts';

const info = await syntheticInfo();

function setUp(change: object, layer = 2, axes: readonly [number, number, number] = [0, 1, 2]) {
  const client = createFakeClient();
  const metadata = { ...info.metadata, ...change };
  const tools = {
    client,
    keyOf: (...parts: readonly unknown[]) => JSON.stringify(parts),
    ask: async (_id: string, _what: string, _tools: unknown, question: (opened: object, options: object) => Promise<unknown>) =>
      [await question({ handle: 'handle-1', info: { ...info, metadata } }, {}), { info: { ...info, metadata } }],
  };
  const input = { view: defaultView, metadata, panel: { recordingId: 'ring', layer, axes }, tools } as unknown as PieceInput;
  return { client, wish: reliability.wish(input) };
}
const four = { ...info.metadata.task, sequences: 4 };

describe('reliability as evidence', () => {
  it('is not to be had, and says why, without sequences apart, in another layer, and of one sequence', () => {
    expect(setUp({}).wish).toEqual({ kind: 'absent', note: expect.stringContaining('does not keep its sequences apart') as string });
    expect(setUp({ layersBySequence: [4], task: four }).wish).toEqual({ kind: 'absent', note: 'Sequences are kept apart in layer 4 alone.' });
    expect(setUp({ layersBySequence: [2], task: { ...four, sequences: 1 } }).wish).toMatchObject({ kind: 'absent', note: expect.stringContaining('one sequence') as string });
  });

  it('asks for the layer, window and shown pair, with the view’s seed', async () => {
    const { client, wish } = setUp({ layersBySequence: [2], task: four }, 2, [2, 3, 4]);
    if (wish.kind !== 'run') throw new Error('nothing was asked');
    const running = wish.task.run({ signal: new AbortController().signal, report: () => undefined, show: () => undefined } as never);
    await settle();
    const [call] = client.others;
    expect(call!.argument).toEqual({
      kind: 'reliability',
      input: { handle: 'handle-1', settings: { layer: 2, window: defaultView.window, pair: [2, 3] }, options: { draws: 999, seed: defaultView.seed } },
    });
    await call!.resolve({ found: true });
    expect(await running).toMatchObject({ recordingId: 'ring', layer: 2, reliability: { found: true } });
  });

  it('is asked anew when the shown pair or the seed changes', () => {
    const key = (axes: readonly [number, number, number]) => {
      const { wish } = setUp({ layersBySequence: [2], task: four }, 2, axes);
      return wish.kind === 'run' ? wish.task.key : null;
    };
    expect(key([0, 1, 2])).not.toBe(key([2, 3, 4]));
    expect(key([0, 1, 2])).toBe(key([0, 1, 5]));
  });
});
