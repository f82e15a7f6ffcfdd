/** Worker entry: writes the pictures it is sent into a GIF, so that the page stays free. */
import * as Comlink from 'comlink';
import { gifWriter, sharedPalette, type GifWriter } from './gifWriter.ts';

let writer: GifWriter | null = null;

const gifWorker = {
  start(width: number, height: number, samples: readonly Uint8ClampedArray[]): void {
    writer = gifWriter(width, height, sharedPalette(samples));
  },
  add(rgba: Uint8ClampedArray, delay: number): void {
    writer?.add(rgba, delay);
  },
  finish(): Uint8Array<ArrayBuffer> {
    const bytes = writer?.bytes() ?? new Uint8Array(0);
    writer = null;
    return Comlink.transfer(bytes, [bytes.buffer]);
  },
};

export type GifWorkerApi = typeof gifWorker;

Comlink.expose(gifWorker);
