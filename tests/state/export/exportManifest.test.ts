import { describe, expect, it } from 'vitest';
import { figureManifest as schema } from '../../../src/core/export/manifest.ts';
import { readManifest } from '../../../src/core/export/readManifest.ts';
import { csvFile, figureData, jsonFile, npzFile } from '../../../src/state/export/exportData.ts';
import { figureManifest, manifestText, MANIFEST_KEYWORD, stageFigures, type FigureManifest } from '../../../src/state/export/exportManifest.ts';
import { decodeView } from '../../../src/state/view/urlCodec.ts';
import { element, svgDocument } from '../../../src/views/ui/markup.ts';
import { withPngText } from '../../../src/core/export/pngText.ts';
import { PNG } from 'pngjs';
import { sample, stageOf } from '../../helpers/exportStage.ts';
import { readNpy, readNpyWords, readNpz } from '../../helpers/npz.ts';

const FILE = 'recordings/gemma3-270m-ring6-a.safetensors';
const CREATED = new Date('2026-11-24T10:00:00Z');
const HASH = 'ab'.repeat(32);

async function ring() {
  const made = await sample(FILE, 15, { kind: 'joint' });
  const explorer = stageOf([made.result], { cursor: 120 });
  const manifest = figureManifest(explorer, 'svg', stageFigures(explorer), new Map([[made.result.recordingId, HASH]]), CREATED);
  return { ...made, explorer, manifest };
}

describe('the manifest of what is on the stage', () => {
  it('is sound, and the same once written and read', async () => {
    const { manifest } = await ring();
    expect(schema.parse(JSON.parse(manifestText(manifest)))).toEqual(manifest);
  });

  it('is read from before it had the averaging nulls', async () => {
    const { manifest } = await ring();
    const older = JSON.parse(manifestText(manifest)) as { panels: Record<string, unknown>[] };
    for (const panel of older.panels) delete panel['averagingNulls'];
    expect(schema.parse(older)).toEqual(manifest);
  });

  it('says where the panel stands and whose frame the figures are', async () => {
    const { manifest } = await ring();
    const [panel] = manifest.panels;
    expect(panel).toMatchObject({ context: 120, frameContext: 100, between: true, axes: [1, 2], layer: 15, data: { sha256: HASH, recordingId: 'gemma3-270m-ring6-a' } });
    expect(panel!.scores).toHaveLength(6);
    expect(decodeView(`#${manifest.view}`).view.cursor).toBe(120);
  });

  it('leaves the hash out rather than inventing one', async () => {
    const { explorer } = await ring();
    expect(figureManifest(explorer, 'png', stageFigures(explorer), new Map(), CREATED).panels[0]!.data.sha256).toBeNull();
  });

  it('names the focused panel among those that show something', async () => {
    const { result } = await ring();
    const explorer = stageOf([result, result], { focus: 1 });
    explorer.analysis.setState(({ slots }) => ({ slots: slots.map((slot, i) => (i === 0 ? { ...slot, value: null } : slot)) }));
    const manifest = figureManifest(explorer, 'svg', stageFigures(explorer), new Map(), CREATED);
    expect([manifest.panels.length, manifest.focus]).toEqual([1, 0]);
  });

  it('has the averaging null behind the panels, with its seed', async () => {
    const { explorer, result } = await ring();
    explorer.view.getState().update({ ghostPanel: true });
    explorer.evidence.setState(({ averaging }) => ({ averaging: { ...averaging, value: { ...result, seed: 7 } } }));
    expect(stageFigures(explorer).map(({ averagingSeed }) => averagingSeed)).toEqual([null, 7]);
  });
});

describe('a manifest inside a file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const found = async (file: Uint8Array): Promise<FigureManifest> => {
    const reading = await readManifest(file);
    if (!reading.ok) throw new Error(reading.reason);
    return reading.manifest;
  };

  it('is found in every kind of file that carries one', async () => {
    const { result, loadings, manifest } = await ring();
    const data = figureData(result, [0, 3], [0, 1], loadings);
    const png = PNG.sync.write(new PNG({ width: 1, height: 1 }));
    const files: readonly Uint8Array[] = [
      bytes(manifestText(manifest)),
      bytes(jsonFile(data, manifest)),
      bytes(csvFile(data, 'loadings', manifest, [['note', 'a\nb']])),
      await npzFile(data, manifest),
      withPngText(png, MANIFEST_KEYWORD, JSON.stringify(manifest)),
      bytes(svgDocument(1, 1, [element('metadata', { id: MANIFEST_KEYWORD }, JSON.stringify(manifest))])),
    ];
    for (const file of files) expect(await found(file)).toEqual(manifest);
  });

  it('is read with the names that earlier versions give its fields', async () => {
    const { manifest } = await ring();
    const earlier = manifest.panels.map(({ averagingSeed, ...panel }) => ({ ...panel, mixingSeed: 7, was: averagingSeed }));
    const { panels } = await found(bytes(JSON.stringify({ ...manifest, panels: earlier })));
    expect(panels.map(({ averagingSeed }) => averagingSeed)).toEqual(manifest.panels.map(() => 7));
  });

  it('survives labels that look like markup', async () => {
    const { manifest } = await ring();
    const hostile = { ...manifest, panels: [{ ...manifest.panels[0]!, nodes: ['</metadata><script>alert(1)</script>', '&lt;', ']]>', '\u0001'] }] };
    const svg = svgDocument(1, 1, [element('metadata', { id: MANIFEST_KEYWORD }, JSON.stringify(hostile))]);
    expect(svg).not.toContain('<script');
    expect(await found(bytes(svg))).toEqual(hostile);
  });

  it.each([
    ['nothing', new Uint8Array(0), /no manifest/],
    ['a picture without one', PNG.sync.write(new PNG({ width: 1, height: 1 })), /no manifest/],
    ['broken JSON', bytes('{"format": '), /not JSON/],
    ['another format', bytes('{"format": "contextscope-figure/2"}'), /format/],
    ['a zip that is none', bytes('PK\u0003\u0004nonsense'), /no manifest/],
  ])('is refused in %s, with the reason', async (_, file, reason) => {
    const reading = await readManifest(file);
    expect(reading.ok).toBe(false);
    if (!reading.ok) expect(reading.reason).toMatch(reason);
  });
});

describe('the numbers of a panel', () => {
  it('stand in the NPZ file as the analysis has them', async () => {
    const { result, loadings, manifest } = await ring();
    const { analysis, info } = result;
    const frames = [0, 2, analysis.frames.length - 1];
    const entries = readNpz(await npzFile(figureData(result, frames, [0, 1], loadings), manifest));
    const scores = readNpy(entries.get('scores')!);
    const { nodes: n, components: K } = analysis;
    expect(scores.shape).toEqual([3, n, K]);
    expect(new Float32Array(scores.values.slice(n * K, 2 * n * K))).toEqual(analysis.scores.slice(2 * n * K, 3 * n * K));
    expect(readNpy(entries.get('loadings')!).shape).toEqual([K, info.metadata.model.hiddenSize]);
    expect(readNpyWords(entries.get('labels')!)).toEqual(info.metadata.nodes.map(({ label }) => label));
    expect([...readNpy(entries.get('energy')!).values]).toEqual(frames.map((frame) => analysis.energy[frame]));
    expect(readNpy(entries.get('present')!).shape).toEqual([3, n]);
  });

  it('have one loading a context where every context has its own axes', async () => {
    const { result, loadings } = await sample(FILE, 15, { kind: 'raw' });
    const explorer = stageOf([result]);
    const manifest = figureManifest(explorer, 'npz', stageFigures(explorer), new Map(), CREATED);
    const entries = readNpz(await npzFile(figureData(result, [1, 4], [0, 1], loadings), manifest));
    const { components: K, hiddenSize: d, values } = loadings;
    const read = readNpy(entries.get('loadings')!);
    expect(read.shape).toEqual([2, K, d]);
    expect(read.values.slice(K * d)).toEqual(values.slice(4 * K * d, 5 * K * d));
  });

  it.each([
    ['scores', 6 * 2],
    ['loadings', 640],
    ['measures', 2],
  ] as const)('have a CSV row for everything that %s belong to', async (table, rows) => {
    const { result, loadings, manifest } = await ring();
    const lines = csvFile(figureData(result, [0, 5], [0, 1], loadings), table, manifest, []).trimEnd().split('\r\n').filter((line) => !line.startsWith('#'));
    expect(lines).toHaveLength(rows + 1);
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
  });

  it('are lists of the same shape in JSON, null where a word is missing', async () => {
    const { result, loadings, manifest } = await ring();
    const file = JSON.parse(jsonFile(figureData(result, [0, 1], [0, 1], loadings), manifest)) as { scores: (number | null)[][][]; counts: number[][]; loadings: number[][] };
    expect(file.scores.map((frame) => frame.map((node) => node[0] !== null))).toEqual(file.counts.map((frame) => frame.map((count) => count > 0)));
    expect(file.loadings[0]).toHaveLength(640);
  });
});
