import { readFile } from 'node:fs/promises';
import { LayerWork } from '../frames/layerWork.ts';
import type { Peer } from './peer.ts';

/** The explorer's code in this very process. */
export function nodePeer(): Peer {
  let layer: LayerWork | null = null;
  return {
    name: 'node',
    async prepare(file, shape) {
      layer = new LayerWork(new Uint8Array(await readFile(file)), shape);
    },
    run(work) {
      if (layer === null) return Promise.reject(new Error('no layer has been prepared'));
      return Promise.resolve(layer.run(work));
    },
    close: () => Promise.resolve(),
  };
}
