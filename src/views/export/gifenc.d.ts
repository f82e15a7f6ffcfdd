/** The part of gifenc that is used here; it brings no types of its own. */
declare module 'gifenc' {
  export type Palette = number[][];

  export interface GifFrameOptions {
    palette?: Palette;
    /** Milliseconds; kept in hundredths of a second. */
    delay?: number;
    /** 0: for ever, -1: once. Of the first frame. */
    repeat?: number;
    transparent?: boolean;
    transparentIndex?: number;
    /** 1: leave the picture, 2: clear it before the next frame. */
    dispose?: number;
  }

  export interface GifStream {
    writeFrame(index: Uint8Array, width: number, height: number, options?: GifFrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): GifStream;
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, maxColors: number, options?: { format?: 'rgb565' | 'rgb444' | 'rgba4444' }): Palette;
  export function applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: Palette, format?: 'rgb565' | 'rgb444' | 'rgba4444'): Uint8Array;
}
