/** Every frame's own PCA, from binary16 bytes to scores, against numpy and against ml-pca as it comes. */
import type { Row } from '../report/row.ts';
import { fastest, ratioRow } from '../report/statistics.ts';
import type { BenchContext, Suite } from '../suite.ts';
import { prepare, race } from './race.ts';
import { layerShapes } from './shapes.ts';
import { shapeName, type LayerShape } from './work.ts';

export const framesSuite: Suite = {
  name: 'frames',
  async run(context) {
    const rows: Row[] = [];
    for (const shape of layerShapes(context.quick)) {
      rows.push(...(await againstNumpy(context, shape)), ...(await againstLibrary(context, shape)));
    }
    return rows;
  },
};

async function againstNumpy(context: BenchContext, shape: LayerShape): Promise<Row[]> {
  const at = `frames/${shapeName(shape)}`;
  const names = { node: `${at}/node`, chromium: `${at}/chromium`, singular: `${at}/node-to-svd` };
  if (!Object.values(names).some(context.wants)) return [];
  const [numpy, node, chromium] = [await context.python(), context.node(), await context.chromium()];
  await prepare(context, shape, [numpy, node, chromium]);
  const [stacked, looped, inNode, inChromium] = await race(context, `${at}: own PCA of ${shape.frames} frames`, [
    { peer: numpy, work: 'frames' },
    { peer: numpy, work: 'looped' },
    { peer: node, work: 'frames' },
    { peer: chromium, work: 'frames' },
  ]);
  const reference = fastest([stacked!, looped!]);
  const note = `numpy ${reference === stacked ? 'over all frames at once' : 'frame by frame'}, the faster of the two`;
  const rows = [ratioRow(names.node, inNode!, reference, note), ratioRow(names.chromium, inChromium!, reference, note)];
  if (!context.wants(names.singular)) return rows;
  const [again, singular] = await race(context, `${at}: against numpy's SVD`, [{ peer: node, work: 'frames' }, { peer: numpy, work: 'singular' }]);
  return [...rows, ratioRow(names.singular, again!, singular!)];
}

async function againstLibrary(context: BenchContext, shape: LayerShape): Promise<Row[]> {
  const at = `frames/${shapeName(shape)}`;
  const rows: Row[] = [];
  for (const name of ['node', 'chromium'] as const) {
    const row = `${at}/${name}-to-ml-pca`;
    if (!context.wants(row)) continue;
    const peer = name === 'node' ? context.node() : await context.chromium();
    await prepare(context, shape, [peer]);
    const [ours, library] = await race(context, `${row}: against ml-pca's default`, [{ peer, work: 'frames' }, { peer, work: 'library' }]);
    const { done } = library!;
    rows.push(ratioRow(row, ours!, { by: 'ml-pca', ms: library!.ms }, done < shape.frames ? `ml-pca timed on ${done} of ${shape.frames} frames` : undefined));
  }
  return rows;
}
