/** Files of arrays as recordings: what opens must be a recording that can be written and read again. */
import { isDeepStrictEqual } from 'node:util';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import { openRecording } from '../../src/core/recording/readRecording.ts';
import { recordingPieces } from '../../src/core/recording/writeRecording.ts';
import { FailureError } from '../../src/worker/failure.ts';
import { openAny } from '../../src/worker/io/openAny.ts';
import { namedJson, namedTensors } from '../helpers/arrayFiles.ts';
import { check, refusal, soundFailure, type FuzzTarget, type Outcome } from './target.ts';

const WORDS = ['"means"', '"layer_3_T100"', '"layer_3_T400"', '"words"', '"edges"', '"present_T100"', '"accuracy_T400"', '"Ts"', '"layer"', '"adjacency"', '"counts_T100"', '"__proto__"', '[', ']', '{', '}', ',', ':', 'null', 'true', '0', '1', '-1', '1e300', '0.5', '1e999', '[[0,1],[1,0]]', '"January"'];

export function importTarget(open: typeof openAny = openAny): FuzzTarget {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  return {
    name: 'import',
    corpus: [encode(namedJson(4, 3)), namedTensors()],
    words: WORDS,
    framed: false,
    async run(bytes): Promise<Outcome> {
      const options = { mapping: undefined, remembered: [], signal: new AbortController().signal, onProgress: () => undefined, now: () => new Date(0) };
      try {
        const { recording } = await open(memoryByteSource('file', bytes), options);
        const pieces: Uint8Array[] = [];
        for await (const piece of recordingPieces(recording)) pieces.push(piece);
        const again = await openRecording(memoryByteSource('file', Uint8Array.from(Buffer.concat(pieces))));
        check(isDeepStrictEqual({ ...again.info, byteLength: 0 }, { ...recording.info, byteLength: 0 }), 'a recording that is not what was written');
        for (const layer of recording.info.metadata.layers) {
          const [written, read] = [await recording.readLayer(layer), await again.readLayer(layer)];
          const d = recording.info.metadata.model.hiddenSize;
          check(read.every((value, at) => recording.info.counts[Math.floor(at / d)] === 0 || Object.is(value, written[at])), `means of layer ${layer} that are not what was written`);
        }
        return 'accepted';
      } catch (error) {
        return error instanceof FailureError ? soundFailure(error.failure).code : refusal(error);
      }
    },
  };
}
