/**
 * `npm run rebuild -- MANIFEST RECORDING...`: computes the numbers of an exported figure again and compares them with those
 * in its manifest. MANIFEST is the manifest or any SVG, PNG, NPZ, CSV or JSON file that carries one; each RECORDING must be a file that
 * the figure was made of (its SHA-256 is checked; `--force` goes on without). `--out FILE.npz|.csv|.json` writes the numbers.
 * Ends with 0 when nothing differs by more than `--tolerance` (default 1e-6) of the largest number of its kind, else
 * with 1.
 */
import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { FigureManifest, FigurePanel } from '../src/core/export/manifest.ts';
import { readManifest } from '../src/core/export/readManifest.ts';
import { openRecording } from '../src/core/recording/readRecording.ts';
import { RecordingError } from '../src/core/recording/failure.ts';
import { csvFile, figureData, type FigureTable, jsonFile, npzFile } from '../src/state/export/exportData.ts';
import { panelSettings, rebuildPanel, type RebuiltPanel } from '../src/state/export/rebuildFigure.ts';
import { resultProvenance } from '../src/state/figures/measureTable.ts';
import { blobByteSource } from '../src/worker/io/blobs.ts';

const USAGE = 'usage: npm run rebuild -- MANIFEST RECORDING... [--force] [--tolerance 1e-6] [--panel 1] [--table scores|loadings|measures] [--out FILE.npz|.csv|.json]';
const TABLES: readonly FigureTable[] = ['scores', 'loadings', 'measures'];

class Refusal extends Error {}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function manifestOf(file: string): Promise<FigureManifest> {
  const reading = await readManifest(readFileSync(file));
  if (!reading.ok) throw new Refusal(`${file}: ${reading.reason}`);
  return reading.manifest;
}

interface Recording {
  readonly file: string;
  readonly sha256: string;
}

/** The file that a panel was made of: by its hash, else, when forced or where the manifest has none, the only one given. */
function recordingOf({ data }: FigurePanel, recordings: readonly Recording[], force: boolean): Recording {
  const same = recordings.find((recording) => recording.sha256 === data.sha256);
  if (same !== undefined) return same;
  const only = recordings.length === 1 ? recordings[0]! : recordings.find(({ file }) => path.basename(file, '.safetensors') === data.recordingId);
  const asked = data.sha256 === null ? 'The manifest holds no hash of the data' : `The figure was made of data with SHA-256 ${data.sha256}`;
  const given = recordings.map((recording) => `${recording.file} has ${recording.sha256}`).join('; ');
  if (only === undefined || (!force && data.sha256 !== null)) {
    throw new Refusal(`"${data.title}" (${data.recordingId}): ${asked}, but ${given}. Give the same file, or --force to compute with this one.`);
  }
  console.warn(`warning: "${data.title}": ${asked}; computing with ${only.file} (${only.sha256})`);
  return only;
}

function report(panel: FigurePanel, number: number, rebuilt: RebuiltPanel): void {
  const { measures, scores, comparisons } = rebuilt;
  const figure = (value: number | null) => (value === null ? '-' : value.toPrecision(6));
  console.log(`\nPanel ${number}: ${panel.data.title}, layer ${panel.layer}, ${panel.frameContext} tokens, PC ${panel.axes.join('-')}${panel.averagingSeed === null ? '' : `, averaging null of seed ${panel.averagingSeed}`}`);
  for (const name of ['accuracy', 'capturedVariance', 'participationRatio', 'procrustesResidual'] as const) console.log(`  ${name.padEnd(22)} ${figure(measures[name])}`);
  for (const graph of measures.graphs) {
    console.log(`  ${graph.id}: energy ${figure(graph.energy)}, shown ${figure(graph.shownEnergy)}; distance correlation ${figure(graph.distanceCorrelation)}, shown ${figure(graph.shownDistanceCorrelation)}`);
  }
  scores.forEach((row, node) => console.log(`  ${JSON.stringify(panel.nodes[node] ?? '').padEnd(14)} ${row.map(figure).join('  ')}`));
  for (const { name, values, difference } of comparisons) console.log(`  ${name}: ${values} numbers, largest difference ${difference.toExponential(2)}`);
}

async function write(out: string, manifest: FigureManifest, panel: FigurePanel, { result, loadings }: RebuiltPanel, table: FigureTable): Promise<void> {
  const { axes } = panelSettings(panel);
  const contexts = manifest.contents?.contexts ?? [panel.frameContext];
  const frames = contexts.map((context) => result.analysis.frames.findIndex((frame) => frame.context === context)).filter((frame) => frame >= 0);
  const data = figureData(result, frames, axes, loadings);
  const kind = path.extname(out).slice(1);
  if (kind === 'npz') writeFileSync(out, await npzFile(data, { ...manifest, kind }));
  else if (kind === 'json') writeFileSync(out, jsonFile(data, { ...manifest, kind }));
  else if (kind === 'csv') writeFileSync(out, csvFile(data, table, { ...manifest, kind }, resultProvenance(result, axes)));
  else throw new Refusal(`--out ${out}: expected a name ending in .npz, .csv or .json.`);
  console.log(`\nWrote ${out}: panel ${manifest.panels.indexOf(panel) + 1}, ${frames.length} ${frames.length === 1 ? 'context' : 'contexts'}.`);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      force: { type: 'boolean', default: false },
      tolerance: { type: 'string', default: '1e-6' },
      out: { type: 'string' },
      panel: { type: 'string' },
      table: { type: 'string' },
    },
  });
  const [manifestFile, ...files] = positionals;
  const tolerance = Number(values.tolerance);
  if (manifestFile === undefined || files.length === 0 || !(tolerance >= 0)) throw new Refusal(USAGE);
  const manifest = await manifestOf(manifestFile);
  const recordings: Recording[] = [];
  for (const file of files) recordings.push({ file, sha256: await sha256(file) });
  console.log(`${manifest.kind} of ${manifest.created}, made with ${manifest.software.name} ${manifest.software.version}`);

  let worst = 0;
  const rebuilt: RebuiltPanel[] = [];
  for (const [index, panel] of manifest.panels.entries()) {
    const { file } = recordingOf(panel, recordings, values.force);
    const opened = await openRecording(blobByteSource(await openAsBlob(file), file));
    const again = await rebuildPanel(panel, opened);
    report(panel, index + 1, again);
    rebuilt.push(again);
    worst = Math.max(worst, ...again.comparisons.map(({ difference }) => difference));
  }
  if (values.out !== undefined) {
    const index = values.panel === undefined ? manifest.focus : Number(values.panel) - 1;
    const panel = manifest.panels[index];
    if (panel === undefined) throw new Refusal(`--panel ${values.panel}: the figure has panels 1 to ${manifest.panels.length}.`);
    const table = TABLES.find((name) => name === (values.table ?? manifest.contents?.table ?? 'scores'));
    if (table === undefined) throw new Refusal(`--table ${values.table}: expected ${TABLES.join(', ')}.`);
    await write(values.out, manifest, panel, rebuilt[index]!, table);
  }
  const same = worst <= tolerance;
  console.log(`\n${same ? 'The same' : 'DIFFERENT'}: largest difference ${worst.toExponential(2)}, tolerance ${tolerance}`);
  return same ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Refusal || error instanceof RecordingError || error instanceof RangeError || (error as { code?: string }).code !== undefined)) throw error;
  const remedy = error instanceof RecordingError ? ` ${error.failure.remedy}` : '';
  console.error(`${(error as Error).message}${remedy}`);
  process.exitCode = 1;
}
