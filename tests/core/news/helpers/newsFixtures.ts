/** The results files in fixtures/, as text and as read. */
import { readdirSync, readFileSync } from 'node:fs';
import { memoryByteSource, type ByteSource } from '../../../../src/core/recording/byteSource.ts';
import { readNewsResults } from '../../../../src/core/news/readNewsResults.ts';
import type { NewsResults } from '../../../../src/core/news/types.ts';

const fixtures = new URL('../../../../fixtures/', import.meta.url);

/** Paths below fixtures/ of all shipped results, the planted ones among them. */
export const RESULT_FILES: readonly string[] = [
  ...readdirSync(new URL('news-runs/', fixtures))
    .filter((name) => name.endsWith('.json') && !name.startsWith('check-') && name !== 'blocks.json')
    .map((name) => `news-runs/${name}`),
  'news-synthetic/planted.json',
];

export const fixtureText = (path: string): string => readFileSync(new URL(path, fixtures), 'utf8');
export const shipped = (path: string): NewsResults => readNewsResults(path, fixtureText(path));
export const planted = (): NewsResults => shipped('news-synthetic/planted.json');

/** The states beside a results file. */
export function statesSource(path: string): ByteSource {
  const name = path.replace(/\.json$/, '.safetensors');
  return memoryByteSource(name, new Uint8Array(readFileSync(new URL(name, fixtures))));
}
