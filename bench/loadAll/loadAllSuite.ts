/** Every layer and context of a recording through the explorer's reader and workers, against reading its bytes. */
import type { Load } from '../chromium/loading.ts';
import { interleaved } from '../interleaved.ts';
import type { Row } from '../report/row.ts';
import { ratioRow } from '../report/statistics.ts';
import type { BenchContext, Suite } from '../suite.ts';
import { loadMemory } from './loadMemory.ts';
import { generatedRecording, sampleRecording, type WholeRecording } from './recordings.ts';

const VARIANTS: Readonly<Record<string, Pick<Load, 'basis' | 'workers'>>> = {
  raw: { basis: 'raw', workers: 1 },
  'raw-two-workers': { basis: 'raw', workers: 2 },
  joint: { basis: 'joint', workers: 1 },
};

export const loadAllSuite: Suite = {
  name: 'load-all',
  async run(context) {
    const generated = generatedRecording();
    const rows: Row[] = [];
    for (const recording of context.quick ? [sampleRecording()] : [generated, sampleRecording()]) rows.push(...(await times(context, recording)));
    if (!context.quick) rows.push(...(await loadMemory(context, generated)));
    return rows;
  },
};

async function times(context: BenchContext, recording: WholeRecording): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, variant] of Object.entries(VARIANTS)) {
    const row = `load-all/${recording.name}/${name}`;
    if (!context.wants(row)) continue;
    const chromium = await context.chromium();
    const url = chromium.addressOf(await context.file(`${recording.name}.safetensors`, recording.pieces));
    const page = await chromium.open();
    context.progress(`${row}: every layer against a plain read`);
    const load: Load = { url, bytes: recording.byteLength, ...variant };
    const [fetched, loaded] = await interleaved(
      [
        { by: 'fetch', once: () => page.evaluate((given) => window.bench.plainRead(given), load) },
        { by: 'chromium', once: () => page.evaluate((given) => window.bench.loadAll(given), load) },
      ],
      context.budget,
    );
    await page.context().close();
    rows.push(ratioRow(row, loaded!, fetched!));
  }
  return rows;
}
