import type { Answer, LayerShape, Work } from '../frames/work.ts';

/** Someone who does the works of frames/work.ts on the layer prepared last. */
export interface Peer {
  readonly name: string;
  /** @param file [T, n, d] binary16, the path of a file */
  prepare(file: string, shape: LayerShape): Promise<void>;
  /** Does a work once. */
  run(work: Work): Promise<Answer>;
  close(): Promise<void>;
}
