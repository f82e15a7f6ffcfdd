/** Which recordings other workers than the panels' own may read as well. */
import type { RecordingInfo, RecordingMetadata } from '../core/recording/types.ts';
import type { OpenedHere, RecordingSource } from './protocol.ts';

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
