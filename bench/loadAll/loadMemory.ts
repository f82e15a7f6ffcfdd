import { rendererMemory } from '../../tests/browser/helpers/rendererMemory.ts';
import type { Load } from '../chromium/loading.ts';
import type { Row } from '../report/row.ts';
import type { BenchContext } from '../suite.ts';
import type { WholeRecording } from './recordings.ts';

/** The most that a page's process grew by while it loaded a whole recording, against the recording's bytes. */
export async function loadMemory(context: BenchContext, recording: WholeRecording): Promise<Row[]> {
  const row = `load-all/${recording.name}/peak-memory`;
  if (!context.wants(row)) return [];
  if (process.platform !== 'linux') {
    context.progress(`${row}: left out, a process's peak is read from /proc`);
    return [];
  }
  context.progress(`${row}: every layer once`);
  const chromium = await context.chromium();
  const url = chromium.addressOf(await context.file(`${recording.name}.safetensors`, recording.pieces));
  const page = await chromium.open();
  const memory = await rendererMemory(page);
  const before = memory.now();
  const load: Load = { url, bytes: recording.byteLength, basis: 'joint', workers: 1 };
  await page.evaluate((given) => window.bench.loadAll(given), load);
  const value = (memory.peak() - before) / recording.byteLength;
  await page.context().close();
  return [{ name: row, unit: 'ratio', value, note: 'growth of the page’s process / bytes of the file' }];
}
