/** Which words have a mean, how many tokens are behind it, and the accuracy of every context. */
import { ACCURACY_SLACK } from '../recording/limits.ts';
import { shortened } from '../recording/recordingError.ts';
import type { ArrayFile } from './arrayFile.ts';
import { failIn } from './importError.ts';
import type { ImportPlan } from './planTypes.ts';

type Values = Float32Array | Float64Array;

/** Reads every array once. */
function reader(file: ArrayFile, signal: AbortSignal | undefined): (name: string) => Promise<Values> {
  const known = new Map<string, Promise<Values>>();
  return (name) => {
    const values = known.get(name) ?? file.readNumbers(name, signal);
    known.set(name, values);
    return values;
  };
}

const LARGEST_COUNT = 2 ** 31 - 1;

/**
 * [S, n] row-major: 1 or the tokens where a word has a mean, 0 where a mask or a count says that it does not occur or
 * where its mean is blank.
 *
 * @param blank [S, n] 1 where the mean is all zero or NaN
 */
export async function importedCounts(file: ArrayFile, plan: ImportPlan, blank: Uint8Array, signal: AbortSignal | undefined): Promise<Int32Array> {
  const fail = failIn(file.name);
  const values = reader(file, signal);
  const { nodes, contexts } = plan;
  const counts = Int32Array.from(blank, (isBlank) => 1 - isBlank);
  for (let s = 0; s < contexts.length; s++) {
    const mask = plan.presence[s] ?? null;
    const tokens = plan.counts?.[s] ?? null;
    const present = mask === null ? null : await values(mask.array);
    const counted = tokens === null ? null : await values(tokens.array);
    for (let i = 0; i < nodes; i++) {
      const cell = s * nodes + i;
      const seen = present?.[mask!.offset + i * mask!.stride] ?? 1;
      const count = counted?.[tokens!.offset + i * tokens!.stride] ?? 1;
      const where = `at context ${contexts[s]}, word ${i + 1}`;
      if (seen !== 0 && seen !== 1) throw fail('invalid', mask!.array, `Array ${shortened(mask!.array)} is ${seen} ${where}; a mask holds 0 and 1.`, 'Choose it as token counts, or ignore it.');
      if (!Number.isInteger(count) || count < 0 || count > LARGEST_COUNT) throw fail('invalid', tokens!.array, `Array ${shortened(tokens!.array)} is ${count} ${where}; a count is a whole number from 0.`, 'Ignore it.');
      if (seen === 0 || count === 0) counts[cell] = 0;
      else if (counts[cell] !== 0) counts[cell] = count;
    }
  }
  return counts;
}

/** [A, S] row-major; null where the file gives no accuracy. */
export async function importedAccuracy(file: ArrayFile, plan: ImportPlan, signal: AbortSignal | undefined): Promise<Float32Array | null> {
  if (plan.accuracy === null) return null;
  const values = reader(file, signal);
  const S = plan.contexts.length;
  const { rows, pieces } = plan.accuracy;
  const out = new Float32Array(rows * S).fill(NaN);
  for (const [s, piece] of pieces.entries()) {
    if (piece === null) continue;
    const from = await values(piece.array);
    for (let r = 0; r < rows; r++) {
      const value = from[piece.offset + r * piece.stride]!;
      if (!Number.isNaN(value) && !(value >= 0 && value <= 1 + ACCURACY_SLACK)) {
        throw failIn(file.name)('invalid', piece.array, `Array ${shortened(piece.array)} is ${value} at context ${plan.contexts[s]}; accuracy lies from 0 to 1.`, 'Ignore it, or save it as shares of 1.');
      }
      out[r * S + s] = value;
    }
  }
  return out;
}
