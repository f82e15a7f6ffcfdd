/** Worker entry: the works on one layer, and nothing else. */
import * as Comlink from 'comlink';
import { explorerKernel } from '../frames/explorerPaths.ts';
import { LayerWork } from '../frames/layerWork.ts';
import type { Answer, LayerShape, Work } from '../frames/work.ts';

let layer: LayerWork | null = null;

const api = {
  kernel: explorerKernel,
  async prepare(url: string, shape: LayerShape): Promise<void> {
    if (!crossOriginIsolated) throw new Error('the page is not isolated: its clock is too coarse');
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    layer = new LayerWork(new Uint8Array(await response.arrayBuffer()), shape);
  },
  run(work: Work): Answer {
    if (layer === null) throw new Error('no layer has been prepared');
    return layer.run(work);
  },
};

export type LayerWorkApi = typeof api;

Comlink.expose(api);
