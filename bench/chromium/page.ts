/** The page that the bench drives: what it can do hangs on the window, for the driver to call. */
import * as Comlink from 'comlink';
import type { LayerShape, Work } from '../frames/work.ts';
import type { LayerWorkApi } from './layerWork.worker.ts';
import { loadAll, plainRead } from './loading.ts';

const layerWork = Comlink.wrap<LayerWorkApi>(new Worker(new URL('./layerWork.worker.ts', import.meta.url), { type: 'module' }));

const bench = {
  kernel: () => layerWork.kernel(),
  prepare: (url: string, shape: LayerShape) => layerWork.prepare(url, shape),
  run: (work: Work) => layerWork.run(work),
  loadAll,
  plainRead,
};

export type Bench = typeof bench;

declare global {
  interface Window {
    readonly bench: Bench;
  }
}

Object.assign(window, { bench });
