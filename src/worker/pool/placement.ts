/**
 * How many workers there are, what memory each may keep, and which recordings others than the panels' own may read as
 * well.
 */
import type { RecordingInfo, RecordingMetadata } from '../../core/recording/types.ts';
import type { OpenedHere, RecordingSource } from '../protocol.ts';

/** Largest layer in memory, in bytes, that several workers may hold at a time: one fits what each of them may keep, and an analysis needs several times as much. */
const SPREAD_LAYER_BYTES = 10 * 2 ** 20;
/** Largest layer in memory, in bytes, that is sent by a server once more so that work on it need not wait for the panels' worker. */
const TWICE_LAYER_BYTES = 2 * 2 ** 20;

/**
 * True where opening the recording elsewhere costs its head and no more. False for what a server sends only whole, for
 * arrays (which are unpacked to be opened), for large layers, and for addresses while the reader saves data.
 */
export function mayBeElsewhere(source: RecordingSource, { version, imported, info }: OpenedHere, savesData: boolean): boolean {
  if (version === null || imported !== undefined) return false;
  return decodedBytes(info.metadata) <= SPREAD_LAYER_BYTES && (source.kind === 'file' || !savesData);
}

/** True where a layer that one worker has read may be read in another, too. */
export function mayBeReadTwice(source: RecordingSource, { metadata }: RecordingInfo): boolean {
  return source.kind === 'file' || decodedBytes(metadata) <= TWICE_LAYER_BYTES;
}

/** Bytes of one layer in single precision. */
function decodedBytes({ segments, nodes, model }: Pick<RecordingMetadata, 'segments' | 'nodes' | 'model'>): number {
  return (segments.length - 1) * nodes.length * model.hiddenSize * Float32Array.BYTES_PER_ELEMENT;
}

// How many workers there are, and what memory each may keep.

/** Workers beside the panels' own, at most: beyond that a sweep waits for memory and the network rather than for cores. */
const MOST_ASIDE = 3;
/** Share of the memory that the panels' own worker keeps beside others: it alone holds files that servers send only whole. */
const MAIN_SHARE = 3 / 4;

/**
 * One worker for what is on screen, and one beside it for every further core. The first is idle while nothing new is shown,
 * so that two cores are enough for a second.
 *
 * @param cores logical processors, as `navigator.hardwareConcurrency` has them; undefined: not known
 */
export function poolSize(cores: number | undefined): number {
  const aside = Math.floor(cores ?? 1) - 1;
  return 1 + Math.min(MOST_ASIDE, Math.max(0, Number.isFinite(aside) ? aside : 0));
}

/** Parts of a budget in bytes for the worker at `index` of `size`; over all of them they sum to no more than the whole. */
export function memoryShare(budget: number, index: number, size: number): number {
  if (size === 1) return budget;
  return Math.floor(index === 0 ? budget * MAIN_SHARE : (budget * (1 - MAIN_SHARE)) / (size - 1));
}

/** True when the reader has asked the browser to save data; false where it cannot be asked. */
export function savesData(): boolean {
  if (typeof navigator === 'undefined') return false;
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

export const LAYER_CACHE_BYTES = 128 * 2 ** 20;
