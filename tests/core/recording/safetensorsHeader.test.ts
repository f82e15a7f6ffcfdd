import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { RecordingError } from '../../../src/core/recording/failure.ts';
import { tinyFile, tinyMetadata } from '../helpers/tinyRecording.ts';

/** Opens and reads everything: true when sound, false on a RecordingError; anything else is thrown on. */
async function opens(bytes: Uint8Array): Promise<boolean> {
  try {
    const recording = await openRecording(memoryByteSource('fuzz', bytes));
    for (const layer of recording.info.metadata.layers) await recording.readLayer(layer);
    return true;
  } catch (error) {
    if (error instanceof RecordingError) return false;
    throw error;
  }
}

const good = tinyFile();
const settings = { seed: 42, numRuns: 1500 };

describe('whatever happens to the bytes, the reader gives a recording or a RecordingError', () => {
  it('when bytes are replaced anywhere', async () => {
    let refused = 0;
    const change = fc.tuple(fc.nat(good.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        if (!(await opens(bytes))) refused++;
      }),
      settings,
    );
    expect(refused).toBeGreaterThan(settings.numRuns / 2);
  });

  it('when pieces are cut, doubled or inserted', async () => {
    const piece = fc.tuple(fc.nat(good.length), fc.nat(40), fc.uint8Array({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(piece, async ([at, removed, added]) => {
        const bytes = Uint8Array.from([...good.slice(0, at), ...added, ...good.slice(at + removed)]);
        if (removed !== added.length && at < good.length - removed) expect(await opens(bytes)).toBe(false);
        else await opens(bytes);
      }),
      settings,
    );
  });

  it('when the metadata is any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(tinyMetadata())), fc.jsonValue(), async (key, value) => {
        await opens(tinyFile({ ...tinyMetadata(), [key]: value }));
      }),
      { seed: 43, numRuns: 600 },
    );
  });

  it('when the bytes are random', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      expect(await opens(bytes)).toBe(false);
    }), settings);
  });
});
