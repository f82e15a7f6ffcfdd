/** Every layer and context of a recording through the explorer's reader and worker, against reading its bytes. */
import type { LoadBasis } from '../chromium/loading.ts';
import { interleaved } from '../interleaved.ts';
import type { Row } from '../report/row.ts';
import { ratioRow } from '../report/statistics.ts';
import type { BenchContext, Suite } from '../suite.ts';
import { loadMemory } from './loadMemory.ts';
import { generatedRecording, sampleRecording, type WholeRecording } from './recordings.ts';

const BASES: readonly LoadBasis[] = ['raw', 'joint'];

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
  for (const basis of BASES) {
    const row = `load-all/${recording.name}/${basis}`;
    if (!context.wants(row)) continue;
    const chromium = await context.chromium();
    const url = chromium.addressOf(await context.file(`${recording.name}.safetensors`, recording.pieces));
    const page = await chromium.open();
    context.progress(`${row}: every layer against a plain read`);
    const given = [url, recording.byteLength, basis] as const;
    const [read, load] = await interleaved(
      [
        { by: 'fetch', once: () => page.evaluate(([address, bytes]) => window.bench.plainRead(address, bytes), given) },
        { by: 'chromium', once: () => page.evaluate((all) => window.bench.loadAll(...all), given) },
      ],
      context.budget,
    );
    await page.context().close();
    rows.push(ratioRow(row, load!, read!, 'one worker'));
  }
  return rows;
}
