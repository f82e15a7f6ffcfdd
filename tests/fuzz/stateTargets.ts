/** The catalog of samples and the view in the URL. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { loadCatalog } from '../../src/state/recordings/loadCatalog.ts';
import { decodeView, encodeView } from '../../src/state/view/urlCodec.ts';
import { createFakeClient } from '../helpers/fakeClient.ts';
import { check, soundFailure, type FuzzTarget } from './target.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export function catalogTarget(load: typeof loadCatalog = loadCatalog): FuzzTarget {
  const whole = JSON.parse(readFileSync(new URL('../../fixtures/catalog.json', import.meta.url), 'utf8')) as { recordings: unknown[] };
  const few = (from: number, to: number): Uint8Array => encode(JSON.stringify({ ...whole, recordings: whole.recordings.slice(from, to) }));
  return {
    name: 'catalog',
    corpus: [few(0, 1), few(0, 3), few(25, 27)],
    words: ['"format"', '"recordings"', '"default"', '"file"', '"sha256"', '"bytes"', '"layers"', '"nodes"', '"__proto__"', 'null', 'true', '[]', '{}', '[0]', '-1', '1.5', '1e999', '"', ',', '<b>', '<!doctype html>', 'contextscope-catalog/1', 'contextscope-catalog/2'],
    framed: false,
    async run(bytes) {
      const response = new Response(new Uint8Array(bytes));
      const reading = await load('http://localhost/catalog.json', () => Promise.resolve(response), createFakeClient(), new AbortController().signal);
      if (!reading.ok) return soundFailure(reading.failure).code;
      const { entries, defaultId } = reading.catalog;
      check(entries.some(({ id }) => id === defaultId), 'a default that is not listed');
      for (const { id, file, bytes: size, sha256, title, nodes, layers, model, task } of entries) {
        check([id, file, title, model.id, task.kind].every((text) => typeof text === 'string') && id !== '' && file !== '', 'text that is no text');
        check(/^[0-9a-f]{64}$/.test(sha256), 'a hash that is none');
        check([size, nodes, ...layers, model.layers, task.length].every((count) => Number.isSafeInteger(count) && count >= 0), 'a count that is none');
      }
      return 'accepted';
    },
  };
}

const HASHES = [
  '#v=1&p=gemma3-270m-grid4x4-a:15:1.2.3&w=last50&b=raw&c=300',
  '#v=1&p=a,b%20c:3:2.1.4,d&f=2&mode=space&w=half&weight=segments&b=aligned&ref=120.5&flip=xz&sync=tokens-per-node&spacing=log&speed=2.5',
  '#v=1&edges=0&labels=0&trail=1&graphs=calendar,x%2Cy&null=1&overlay=calendar&pin=1.3&theme=dark&colour=tokens&tab=scaling',
];

export function urlTarget(decode: typeof decodeView = decodeView): FuzzTarget {
  return {
    name: 'url',
    corpus: HASHES.map(encode),
    words: ['v=1', '&', '=', 'p=', ':', ',', '.', '%', '%00', '%ED%A0%80', '%3Cb%3E', 'last', 'half', '__proto__', 'constructor', '1.2.3', '10.9.8', 'joint', 'xyz', '#', '\u0000', '\ud7ff', '1e7', 'v=2'],
    framed: false,
    run(bytes) {
      const { view, problems } = decode(new TextDecoder().decode(bytes));
      check(problems.every(({ field, value }) => typeof field === 'string' && value.length <= 43), 'a problem too long to show');
      check(view.panels.length <= 8 && view.panels.every(({ recordingId, axes }) => recordingId !== '' && new Set(axes).size === 3), 'panels that cannot be');
      const again = decode(encodeView(view));
      check(isDeepStrictEqual(again, { view, problems: [] }), 'a view that does not come back from its own address');
      return Promise.resolve(problems.length === 0 ? 'accepted' : 'invalid');
    },
  };
}
