/** The states file beside results of news: opened and held against its results once, and read again when it is asked for again. */
import { FIT_STATES, openStatesFile, type StatesFile, type StatesOutline } from '../../core/news/statesFile.ts';
import { type ByteSource, memoryByteSource, readExactly } from '../../core/recording/byteSource.ts';
import { RecordingError } from '../../core/recording/failure.ts';
import { failIn } from '../../core/import/importError.ts';
import { MAX_STATES_BYTES } from '../../core/news/limits.ts';
import type { Progress, RecordingSource } from '../protocol.ts';
import { hashBytes } from './digests.ts';

/** Bytes up to which a file is held in memory: read once, then every layer is at hand. */
const HELD_BYTES = 64 * 2 ** 20;

export interface StatesTools {
  readonly signal: AbortSignal;
  readonly turn: () => Promise<void>;
  readonly report: (progress: Progress) => void;
  readonly bytesOf: (source: RecordingSource, most?: number) => Promise<ByteSource>;
}

/** The last states file that was opened. */
export class NewsStatesCache {
  #key: string | null = null;
  #file: StatesFile | null = null;

  /**
   * The file, opened or as it was opened before. Rejects as openStatesFile does, and with `size-mismatch` where its SHA-256 is
   * not the one that the results name.
   */
  async of(source: RecordingSource, outline: StatesOutline, tools: StatesTools): Promise<StatesFile> {
    const key = JSON.stringify([placeOf(source), outline]);
    if (this.#file !== null && this.#key === key) return this.#file;
    const bytes = await held(await tools.bytesOf(source, MAX_STATES_BYTES), tools);
    const file = await openStatesFile(bytes, outline, tools.signal);
    const { sha256 } = outline.states;
    if (sha256 !== null) await checkDigest(bytes, sha256, tools);
    this.#key = key;
    this.#file = file;
    return file;
  }
}

/** Tells sources apart; a local file by its name and size, and by its digest, which is part of the outline. */
function placeOf(source: RecordingSource): unknown {
  return source.kind === 'url' ? source.url : [source.name, source.file.size];
}

async function held(source: ByteSource, { signal, report }: StatesTools): Promise<ByteSource> {
  if (source.byteLength > HELD_BYTES) return source;
  const bytes = await readExactly(source, 0, source.byteLength, failIn(source.name), signal, (done, total) => report({ what: 'reading', done, total }));
  return memoryByteSource(source.name, bytes);
}

async function checkDigest(bytes: ByteSource, expected: string, { signal, turn, report }: StatesTools): Promise<void> {
  const found = await hashBytes(bytes, { signal, turn, onProgress: (done, total) => report({ what: 'reading', done, total }) });
  if (found === expected) return;
  const message = `The SHA-256 of the states is ${found.slice(0, 12)}..., the results name ${expected.slice(0, 12)}...: the two files do not belong together.`;
  throw new RecordingError({ code: 'size-mismatch', file: bytes.name, field: 'states.sha256', message, remedy: FIT_STATES });
}
