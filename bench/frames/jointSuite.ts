/** The joint basis, from binary16 bytes to eigenvalues and loadings, against scikit-learn's randomized PCA. */
import type { Row } from '../report/row.ts';
import { ratioRow } from '../report/statistics.ts';
import type { Suite } from '../suite.ts';
import { prepare, race } from './race.ts';
import { layerShapes } from './shapes.ts';
import { shapeName } from './work.ts';

export const jointSuite: Suite = {
  name: 'joint',
  async run(context) {
    const rows: Row[] = [];
    for (const shape of layerShapes(context.quick)) {
      const at = `joint/${shapeName(shape)}`;
      const names = [`${at}/node`, `${at}/chromium`] as const;
      if (!names.some(context.wants)) continue;
      const peers = [await context.python(), context.node(), await context.chromium()] as const;
      await prepare(context, shape, peers);
      const title = `${at}: joint basis of ${shape.frames * shape.nodes} rows`;
      const [sklearn, node, chromium] = await race(context, title, peers.map((peer) => ({ peer, work: 'joint' as const })));
      const theirs = { ...sklearn!, by: 'scikit-learn' };
      rows.push(ratioRow(names[0], node!, theirs), ratioRow(names[1], chromium!, theirs));
    }
    return rows;
  },
};
