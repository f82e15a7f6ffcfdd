/** What the reader chose in the export dialog, kept until the page is left. */
import { createStore } from 'zustand/vanilla';
import type { FigureTable } from '../../state/export/exportData.ts';
import { exportError } from '../../state/export/exportSources.ts';

export type ExportTab = 'picture' | 'video' | 'data';
export type PictureKind = 'svg' | 'png';
export type FilmKind = 'mp4' | 'webm' | 'gif';
export type DataKind = 'csv' | 'npz' | 'json';

export interface ExportChoices {
  readonly tab: ExportTab;
  readonly picture: {
    readonly kind: PictureKind;
    /** Light colours for paper, whatever the page's theme. */
    readonly paper: boolean;
    readonly transparent: boolean;
    readonly scale: number;
  };
  readonly film: {
    readonly kind: FilmKind;
    /** Pixels. */
    readonly width: number;
    readonly secondsPerContext: number;
    readonly framesPerSecond: number;
    readonly tween: boolean;
    readonly holdSeconds: number;
    readonly paper: boolean;
  };
  readonly data: {
    readonly kind: DataKind;
    readonly table: FigureTable;
    readonly allContexts: boolean;
  };
  /** Whether large data are read in whole for their hash. */
  readonly hashLarge: boolean;
}

export const SCALES = [1, 2, 3, 4] as const;
export const FILM_WIDTHS = [640, 960, 1280, 1920] as const;
export const CONTEXT_SECONDS = [0.1, 0.25, 0.5, 1, 2] as const;
export const FRAME_RATES = [10, 20, 25, 30, 50] as const;
export const HOLDS = [0, 1, 2, 4] as const;

/** Bytes above which the reader is asked before a recording is read in whole. */
export const LARGE_BYTES = 64_000_000;
/** Largest side of a picture and most pixels, as far as browsers draw reliably. */
const MOST_SIDE = 8192;
const MOST_PIXELS = 40_000_000;

export const exportChoices = createStore<ExportChoices>()(() => ({
  tab: 'picture',
  picture: { kind: 'png', paper: false, transparent: false, scale: 2 },
  film: { kind: 'mp4', width: 1280, secondsPerContext: 0.25, framesPerSecond: 20, tween: true, holdSeconds: 2, paper: false },
  data: { kind: 'npz', table: 'scores', allContexts: true },
  hashLarge: true,
}));

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export function scaled({ width, height }: PixelSize, scale: number): PixelSize {
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

export function fitsPicture({ width, height }: PixelSize): boolean {
  return Math.max(width, height) <= MOST_SIDE && width * height <= MOST_PIXELS;
}

/** Both sides even, as video encoders ask. */
export function filmSize({ width, height }: PixelSize, filmWidth: number): PixelSize {
  return { width: filmWidth, height: Math.max(2, 2 * Math.round((filmWidth * height) / width / 2)) };
}

export function noRoom(): Error {
  return exportError('This browser has no room for a picture of this size.', 'Choose a smaller one.');
}
