/** A fixed slice of the fuzzing that `npm run fuzz` does at length, and proof that it would notice. */
import { describe, expect, it } from 'vitest';
import type { ArrayFile } from '../../src/core/import/arrayFile.ts';
import { openArrayFile } from '../../src/core/import/openArrayFile.ts';
import { readNewsResults } from '../../src/core/news/readNewsResults.ts';
import { openStatesFile } from '../../src/core/news/statesFile.ts';
import { openRecording } from '../../src/core/recording/readRecording.ts';
import { decodeView } from '../../src/state/view/urlCodec.ts';
import { openAny } from '../../src/worker/io/openAny.ts';
import { arrayTargets, type Open } from './arrayTargets.ts';
import { readNewsItems } from '../../src/core/news/readNewsItems.ts';
import { readNewsTexts } from '../../src/core/news/readNewsTexts.ts';
import { fuzz } from './fuzzPool.ts';
import { importTarget } from './importTarget.ts';
import { newsItemsTarget, newsStatesTarget, newsTarget, newsTextsTarget } from './newsTargets.ts';
import { recordingTarget } from './recordingTarget.ts';
import { urlTarget } from './stateTargets.ts';
import { caseBytes, type FuzzTarget } from './target.ts';
import { allTargets } from './targets.ts';

const SEED = 7;

describe.each(allTargets().map((target) => [target.name, target] as const))('%s', (_, target) => {
  it('reads every sound file', async () => {
    for (const bytes of target.corpus) expect(await target.run(bytes)).toBe('accepted');
  });

  it('reads a mutated file as what it is or refuses it with a typed failure', async () => {
    const outcomes = new Set<string>();
    for (let index = 0; index < 1000; index++) {
      try {
        outcomes.add(await target.run(caseBytes(target, SEED, index)));
      } catch (error) {
        throw new Error(`case ${index} of seed ${SEED}`, { cause: error });
      }
    }
    expect(outcomes.size).toBeGreaterThan(1);
    expect(outcomes).toContain('accepted');
  }, 60_000);
});

/** The reader with every array's numbers passed through `change`. */
const altered = (change: (values: Float32Array | Float64Array) => Float32Array | Float64Array): Open =>
  async (...args) => {
    const file: ArrayFile = await openArrayFile(...args);
    return { ...file, readNumbers: async (name) => change(await file.readNumbers(name)) };
  };

async function runAll(target: FuzzTarget): Promise<void> {
  for (const bytes of target.corpus) await target.run(bytes);
}

describe('the harness notices', () => {
  it.each(arrayTargets().map(({ name }, at) => [name, at] as const))('a reader of %s that changes one value, or loses one', async (_, at) => {
    const wrong = altered((values) => values.map((value, i) => (i === 0 ? value + 1 : value)));
    const short = altered((values) => values.subarray(1));
    await expect(runAll(arrayTargets(wrong)[at]!)).rejects.toThrow();
    await expect(runAll(arrayTargets(short)[at]!)).rejects.toThrow('values for the shape');
  });

  it('a reader that throws anything but a typed failure', async () => {
    const broken: Open = () => Promise.reject(new RangeError('Invalid typed array length'));
    await expect(runAll(arrayTargets(broken)[0]!)).rejects.toThrow(RangeError);
  });

  it('a reader of recordings that miscounts, or gives another layer', async () => {
    const miscounting: typeof openRecording = async (source) => {
      const recording = await openRecording(source);
      return { ...recording, info: { ...recording.info, counts: recording.info.counts.map((count) => count + 1) } };
    };
    const confused: typeof openRecording = async (source) => {
      const recording = await openRecording(source);
      return { ...recording, readLayer: () => recording.readLayer(recording.info.metadata.layers[0]!) };
    };
    await expect(runAll(recordingTarget(miscounting))).rejects.toThrow('counts');
    await expect(runAll(recordingTarget(confused))).rejects.toThrow('layer');
  });

  it('an import that is not the recording that it writes', async () => {
    const restless: typeof openAny = async (...args) => {
      const { recording } = await openAny(...args);
      let reads = 0;
      return { recording: { ...recording, readLayer: async (layer) => (await recording.readLayer(layer)).map((value) => value + reads++) } };
    };
    await expect(runAll(importTarget(restless))).rejects.toThrow('means of layer');
  });

  it('a reader of news that changes a score, or of states that gives another layer', async () => {
    const wrong: typeof readNewsResults = (...args) => {
      const results = readNewsResults(...args);
      return { ...results, contexts: results.contexts.map((entry) => ({ ...entry, scores: { ...entry.scores, none: entry.scores.none!.map((row) => row.map((score) => score - 1)) } })) };
    };
    const confused: typeof openStatesFile = async (...args) => {
      const file = await openStatesFile(...args);
      return { ...file, readCoordinates: () => file.readCoordinates(0) };
    };
    const renamed: typeof readNewsItems = (name, content) => readNewsItems(name, content).map((item) => ({ ...item, id: 'another' }));
    await expect(runAll(newsItemsTarget(renamed))).rejects.toThrow('a news that the file does not hold');
    const short: typeof readNewsTexts = (...asked) => ({ ...readNewsTexts(...asked), kept: [] });
    await expect(runAll(newsTextsTarget(short))).rejects.toThrow('texts that the file does not hold');
    await expect(runAll(newsTarget(wrong))).rejects.toThrow('scores that the file does not hold');
    await expect(runAll(newsStatesTarget(confused))).rejects.toThrow('coordinates.answer');
  });

  it('a view that does not come back from its address', async () => {
    const forgetful: typeof decodeView = (hash) => ({ ...decodeView(hash), problems: [{ field: 'x', value: '' }] });
    await expect(runAll(urlTarget(forgetful))).rejects.toThrow('come back');
  });

  it.each([
    ['canary-hang', 'hangs'],
    ['canary-never', 'without a word'],
    ['canary-throw', 'TypeError'],
    ['canary-heap', 'memory'],
    ['canary-buffers', 'buffers of'],
  ])('%s, in a watched thread', async (name, words) => {
    // As many cases as lie between two looks at the memory.
    const { findings } = await fuzz({ targets: [name], seed: 1, cases: name === 'canary-buffers' ? 8 : 1, threads: 1, seconds: 60, caseSeconds: name === 'canary-hang' ? 0.5 : 30, memoryLimit: 2 ** 27 });
    expect(findings).toHaveLength(1);
    expect(findings[0]!.what).toContain(words);
  }, 60_000);
});
