/** How much code the page needs before it can draw, and its first picture beside a bare fetch of the same bytes. */
import type { Row } from '../report/row.ts';
import type { BenchContext, Suite } from '../suite.ts';
import { CONNECTIONS, measureStart } from './measureStart.ts';
import type { Connection } from './types.ts';

const CODE = 'start/code-gzip';
const pictureRow = ({ name }: Connection): string => `start/first-picture/${name.replace(/[^A-Za-z0-9]+/g, '-')}`;

export const startSuite: Suite = {
  name: 'start',
  async run({ quick, wants, progress }: BenchContext): Promise<Row[]> {
    const connections = CONNECTIONS.filter((connection) => wants(pictureRow(connection)));
    if (connections.length === 0 && !wants(CODE)) return [];
    progress('start: a build, and its first picture beside a bare fetch');
    const { code, timings } = await measureStart({ connections, ...(quick && { repeats: 3 }) });
    const size: Row = { name: CODE, unit: 'bytes', value: code.initialGzip, note: 'compressed JavaScript of the 2D view; the worker is not in it' };
    const pictures = timings.map(({ connection, ratio }): Row => ({ name: pictureRow(connection), unit: 'ratio', value: ratio.median, minima: ratio.min }));
    return wants(CODE) ? [size, ...pictures] : pictures;
  },
};
