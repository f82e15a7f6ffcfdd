import * as Comlink from 'comlink';
import { exportError, throwIfAborted } from '../../state/export/exportSources.ts';
import { noRoom } from './exportChoices.ts';
import type { GifWorkerApi } from './gif.worker.ts';
import { gifDelays, type SequenceFrame } from './sequence.ts';

export interface FilmOptions {
  readonly frames: readonly SequenceFrame[];
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly paint: (cursor: number | null, canvas: HTMLCanvasElement) => Promise<void>;
  readonly signal: AbortSignal;
  /** Pictures done. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Pictures that the palette is made from, spread over the sequence. */
const SAMPLES = 5;

/** Rejects with an AbortError when cancelled, and where a picture cannot be drawn. */
export async function gifFile({ frames, width, height, paint, signal, onProgress }: FilmOptions): Promise<Blob> {
  const worker = new Worker(new URL('./gif.worker.ts', import.meta.url), { type: 'module' });
  try {
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => reject(exportError(`The GIF could not be written (${event.message || 'its worker stopped'}).`, 'Choose a smaller size or fewer pictures a second.')));
      signal.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')), { once: true });
    });
    const answer = <T>(promise: Promise<T>): Promise<T> => Promise.race([promise, failed]);
    const gif = Comlink.wrap<GifWorkerApi>(worker);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw noRoom();
    const pixels = async (cursor: number | null): Promise<Uint8ClampedArray> => {
      throwIfAborted(signal);
      await paint(cursor, canvas);
      return context.getImageData(0, 0, width, height).data;
    };
    const samples: Uint8ClampedArray[] = [];
    const last = frames.length - 1;
    for (const i of new Set(Array.from({ length: SAMPLES }, (_, s) => Math.round((last * s) / (SAMPLES - 1))))) samples.push(await pixels(frames[i]!.cursor));
    await answer(gif.start(width, height, Comlink.transfer(samples, samples.map(({ buffer }) => buffer))));
    const delays = gifDelays(frames);
    for (const [i, { cursor }] of frames.entries()) {
      const rgba = await pixels(cursor);
      await answer(gif.add(Comlink.transfer(rgba, [rgba.buffer]), delays[i]!));
      onProgress(i + 1, frames.length);
    }
    return new Blob([await answer(gif.finish())], { type: 'image/gif' });
  } finally {
    worker.terminate();
  }
}
