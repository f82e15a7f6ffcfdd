import { type RecordingFailure, RecordingError } from '../../src/core/recording/failure.ts';
import { mutate } from './mutate.ts';
import { randomOf } from './random.ts';

/** A reader under fuzzing. */
export interface FuzzTarget {
  readonly name: string;
  /** Sound files, all of which the reader accepts. */
  readonly corpus: readonly Uint8Array[];
  readonly words: readonly string[];
  /** Where a file is a length, a header and data: the three are kept in step half of the time, so that deeper code is reached. */
  readonly framed: boolean;
  /** Reads all of a file: how it ended. Throws a Finding where the reader is wrong, and whatever else the reader throws. */
  readonly run: (bytes: Uint8Array) => Promise<Outcome>;
}

/** 'accepted', or the code of the failure that refused the file. */
export type Outcome = 'accepted' | RecordingFailure['code'];

/** The reader took a file for something that it is not, or said what no reader of the page can use. */
export class Finding extends Error {}

export function check(sound: boolean, what: string): asserts sound {
  if (!sound) throw new Finding(what);
}

/** The mutated file of a case: the same for the same target, seed and number. */
export function caseBytes(target: FuzzTarget, seed: number, index: number): Uint8Array {
  const random = randomOf(seed, index);
  const original = random.pick(target.corpus);
  if (!target.framed || random.chance(0.5)) return mutate(original, random, target);
  const view = new DataView(original.buffer, original.byteOffset);
  const dataStart = 8 + Number(view.getBigUint64(0, true));
  const header = original.subarray(8, dataStart);
  const data = original.subarray(dataStart);
  const inHeader = random.chance(0.6);
  const newHeader = inHeader ? mutate(header, random, target) : header;
  const newData = inHeader ? data : mutate(data, random, target);
  const bytes = new Uint8Array(8 + newHeader.length + newData.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(newHeader.length), true);
  bytes.set(newHeader, 8);
  bytes.set(newData, 8 + newHeader.length);
  return bytes;
}

const LONGEST = 1500;

/** The code of a failure that the page can show; anything else is thrown on. */
export function refusal(error: unknown): RecordingFailure['code'] {
  if (!(error instanceof RecordingError)) throw error;
  return soundFailure(error.failure).code;
}

export function soundFailure(failure: RecordingFailure): RecordingFailure {
  const { message, remedy, field } = failure;
  check(message.length > 0 && message.length <= LONGEST, `a message of ${message.length} characters`);
  check(remedy.length > 0 && remedy.length <= LONGEST, `a remedy of ${remedy.length} characters`);
  check(field === null || typeof field === 'string', 'a field that is no text');
  check(failure.code !== 'internal', `an internal failure: ${message}`);
  return failure;
}

export const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);
