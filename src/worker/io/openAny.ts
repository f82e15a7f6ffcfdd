/** Opens whatever a file turns out to be: a recording, or arrays that a recording is made of. */
import { importedRecording } from '../../core/import/importedRecording.ts';
import { proposeImport, type ImportProposal } from '../../core/import/importProposal.ts';
import type { ImportMapping } from '../../core/import/mapping.ts';
import type { RememberedMapping } from '../../core/import/mappingMemory.ts';
import { openArrayFile } from '../../core/import/openArrayFile.ts';
import { withWordArrays } from '../../core/import/wordArrays.ts';
import type { ByteSource } from '../../core/recording/byteSource.ts';
import { openRecording, type OpenRecording } from '../../core/recording/readRecording.ts';
import { RecordingError } from '../../core/recording/failure.ts';
import { readSafetensorsHeader } from '../../core/recording/safetensorsHeader.ts';
import { FailureError } from '../failure.ts';

export interface OpenAnyOptions {
  /** What the reader says the arrays are; absent: a remembered mapping, or a guess. */
  readonly mapping: ImportMapping | undefined;
  readonly remembered: readonly RememberedMapping[];
  readonly signal: AbortSignal;
  /** Bytes read of the arrays that opening needs. */
  readonly onProgress: (done: number, total: number) => void;
  readonly now?: () => Date;
}

export interface OpenedAny {
  readonly recording: OpenRecording;
  /** Of a file of arrays. */
  readonly imported?: ImportProposal;
}

/**
 * Rejects with `needs-mapping` and a proposal where the reader must say first what the arrays are; any other failure of an
 * import carries the proposal too, so that it can be corrected.
 */
export async function openAny(source: ByteSource, { mapping, remembered, signal, onProgress, now = () => new Date() }: OpenAnyOptions): Promise<OpenedAny> {
  if (await isRecording(source, signal)) return { recording: await openRecording(source, signal) };
  const file = withWordArrays(await openArrayFile(source, signal));
  const { proposal, plan, question } = await proposeImport(file, mapping, remembered, signal);
  if (plan === null) {
    throw new FailureError({
      code: 'needs-mapping',
      file: source.name,
      field: null,
      message: `The file does not say by itself what its arrays are. ${question}`.trim(),
      remedy: 'Choose what each array is in the mapping.',
      proposal,
    });
  }
  try {
    const created = now().toISOString().replace(/\.\d+Z$/, 'Z');
    const { recording, notes } = await importedRecording(file, plan, { byteLength: source.byteLength, created, notes: proposal.notes, signal, onProgress });
    return { recording, imported: { ...proposal, notes } };
  } catch (error) {
    if (error instanceof RecordingError) throw new FailureError({ ...error.failure, proposal });
    throw error;
  }
}

const MAGIC: readonly (readonly number[])[] = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6],
  [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59],
];

/** A damaged safetensors file is read as a recording as well: that says what is wrong with it. */
async function isRecording(source: ByteSource, signal: AbortSignal): Promise<boolean> {
  if (source.byteLength < 9) return /\.safetensors$/i.test(source.name);
  const head = await source.read(0, 9, signal);
  if (head[8] !== 0x7b || !head.subarray(0, 8).includes(0)) {
    return /\.safetensors$/i.test(source.name) && !MAGIC.some((bytes) => bytes.every((byte, at) => head[at] === byte));
  }
  const { metadata } = await readSafetensorsHeader(source, signal);
  return metadata.get('format')?.startsWith('contextscope/') ?? false;
}
