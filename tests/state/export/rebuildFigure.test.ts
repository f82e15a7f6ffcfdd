import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { layerNulls } from '../../../src/core/nulls/layerNulls.ts';
import type { AveragingBands } from '../../../src/core/nulls/types.ts';
import type { AnalysisSettings, BasisSpec } from '../../../src/core/analysis/settings.ts';
import { kernelFrames } from '../../../src/core/kernel/kernelFrames.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { averagingBands } from '../../../src/core/nulls/averagingBand.ts';
import { averagingNull, embeddingVectors } from '../../../src/core/nulls/averagingNull.ts';
import { figureManifest, manifestText, stageFigures } from '../../../src/state/export/exportManifest.ts';
import { focusFinding } from '../../../src/state/figures/finding.ts';
import { rangeText } from '../../../src/state/figures/findingWords.ts';
import { framePosition } from '../../../src/state/figures/projection.ts';
import { compare, rebuildPanel } from '../../../src/state/export/rebuildFigure.ts';
import { fixtures, sample, stageOf } from '../../helpers/exportStage.ts';
import { readNpy, readNpz } from '../../helpers/npz.ts';

const FILE = 'recordings/gemma3-270m-ring4-a.safetensors';
const root = path.resolve(fixtures, '..');
const catalog = JSON.parse(readFileSync(path.join(fixtures, 'catalog.json'), 'utf8')) as { recordings: { id: string; sha256: string }[] };
const sha256 = catalog.recordings.find(({ id }) => id === 'gemma3-270m-ring4-a')!.sha256;

async function made(basis: BasisSpec) {
  const stage = await sample(FILE, 15, basis);
  const explorer = stageOf([stage.result], { cursor: 200 });
  const manifest = figureManifest(explorer, 'npz', stageFigures(explorer), new Map([[stage.result.recordingId, sha256]]), new Date());
  return { ...stage, explorer, manifest };
}

describe('a figure computed again', () => {
  it.each<BasisSpec>([{ kind: 'joint' }, { kind: 'reference', frame: 4 }, { kind: 'aligned', frame: 4 }, { kind: 'raw' }])('has the same numbers in basis $kind', async (basis) => {
    const { manifest, recording, loadings } = await made(basis);
    const again = await rebuildPanel(manifest.panels[0]!, recording);
    expect(again.comparisons.map(({ name, difference }) => [name, difference])).toEqual([['scores', 0], ['measures', 0]]);
    expect(again.comparisons[0]!.values).toBe(8);
    expect(again.loadings.values).toEqual(loadings.values);
  });

  it('has the same relabellings', async () => {
    const { manifest, explorer, recording, input, result } = await made({ kind: 'joint' });
    const nulls = runToEnd(layerNulls(input, { ...result.analysis.settings, basis: { kind: 'raw' } }, { permutations: 99, seed: 5 }, kernelFrames));
    explorer.evidence.setState(({ nulls: slot }) => ({ nulls: { ...slot, status: 'ready', value: { recordingId: result.recordingId, title: '', layer: 15, graphs: [], nulls } } }));
    const chance = figureManifest(explorer, 'npz', stageFigures(explorer), new Map(), new Date()).panels[0]!;
    expect(chance.chance).toMatchObject({ permutations: 99, seed: 5, basis: 'own' });
    const { comparisons } = await rebuildPanel(chance, recording);
    expect(comparisons.at(-1)).toMatchObject({ name: 'relabellings', difference: 0 });
    expect(manifest.panels[0]!.chance).toBeNull();
  });

  it('has the same relabellings of other components than the analysis was first asked for', async () => {
    const { explorer, recording, input, result } = await made({ kind: 'joint' });
    const settings: AnalysisSettings = { ...result.analysis.settings, axes: [2, 3], basis: { kind: 'raw' } };
    const nulls = runToEnd(layerNulls(input, settings, { permutations: 99, seed: 5 }, kernelFrames));
    explorer.view.setState(({ panels }) => ({ panels: panels.map((panel) => ({ ...panel, axes: [2, 3, 0] as const })) }));
    explorer.evidence.setState(({ nulls: slot }) => ({ nulls: { ...slot, status: 'ready', value: { recordingId: result.recordingId, title: '', layer: 15, graphs: [], nulls } } }));
    const [panel] = figureManifest(explorer, 'npz', stageFigures(explorer), new Map(), new Date()).panels;
    expect(panel!.chance).not.toBeNull();
    expect((await rebuildPanel(panel!, recording)).comparisons.at(-1)).toMatchObject({ name: 'relabellings', difference: 0 });
  });

  it('has the same draws of the averaging nulls, with what the finding cites of them', async () => {
    const { explorer, recording, result, input } = await made({ kind: 'joint' });
    const { tokens, metadata } = recording.info;
    const own = { ...result.analysis.settings, basis: { kind: 'raw' } } as const;
    const nulls = runToEnd(layerNulls(input, own, { permutations: 99, seed: 5 }, kernelFrames));
    explorer.evidence.setState(({ nulls: slot }) => ({ nulls: { ...slot, status: 'ready', value: { recordingId: result.recordingId, title: '', layer: 15, graphs: [], nulls } } }));
    const embedding = embeddingVectors({ ...input, residual: await recording.readLayer(0) });
    const bands = runToEnd(averagingBands({ ...input, tokens, length: metadata.task.length, embedding }, 0, own, { draws: 29, seed: 1 }, kernelFrames));
    const put = (value: AveragingBands) => explorer.evidence.setState(({ averagingBand: slot }) => ({ averagingBand: { ...slot, status: 'ready', value: { recordingId: result.recordingId, layer: 15, graphs: [], bands: value } } }));
    const panelOf = () => figureManifest(explorer, 'npz', stageFigures(explorer), new Map(), new Date()).panels[0]!;
    put(bands);
    const panel = panelOf();
    const finding = focusFinding(result, framePosition(result.analysis, 200), [0, 1], explorer.evidence.getState());
    expect(panel.averagingNulls).toMatchObject({ draws: 29, seed: 1 });
    expect(panel.averagingNulls!.nulls.map(({ tokens: of, vectors }) => `${of} ${vectors}`)).toEqual(['previous random', 'previous embedding', 'lags random', 'lags embedding']);
    for (const { graphs } of panel.averagingNulls!.nulls) {
      const { shownEnergy, shares } = graphs[0]!;
      for (const { low, high } of [shownEnergy, shares[0]!]) expect(finding.terms.join(' ')).toContain(rangeText(low!, high!));
    }
    const { comparisons } = await rebuildPanel(panel, recording);
    expect(comparisons.slice(-2)).toMatchObject([{ name: 'relabellings', difference: 0 }, { name: 'averaging nulls', difference: 0 }]);
    const fewer = { ...panel, averagingNulls: { ...panel.averagingNulls!, draws: 28 } };
    expect((await rebuildPanel(fewer, recording)).comparisons.at(-1)!.difference).toBeGreaterThan(1e-6);
    put({ ...bands, settings: { ...bands.settings, layer: 3 } });
    expect(panelOf().averagingNulls).toBeNull();
  });

  it('has the same numbers where the file has fixed its windows, and says so', async () => {
    const { result, recording, input } = await sample('synthetic/ring6-class-means.safetensors', 8, { kind: 'joint' });
    const analysis = runToEnd(analyseLayer(input, { ...result.analysis.settings, window: { kind: 'all' } }, kernelFrames));
    const explorer = stageOf([{ ...result, analysis }], { cursor: 400 });
    const [panel] = figureManifest(explorer, 'npz', stageFigures(explorer), new Map(), new Date()).panels;
    expect(panel!.window).toEqual({ kind: 'fixed' });
    const { comparisons } = await rebuildPanel(panel!, recording);
    expect(Math.max(...comparisons.map(({ difference }) => difference))).toBe(0);
  });

  it('has the same averaging null from its seed', async () => {
    const { explorer, recording, result, input } = await made({ kind: 'joint' });
    const { tokens, metadata } = recording.info;
    const mixed = averagingNull({ tokens, segments: metadata.segments, seed: 3, length: metadata.task.length, nodes: input.nodes, hiddenSize: input.hiddenSize });
    const analysis = runToEnd(analyseLayer({ ...mixed, segments: metadata.segments, graphs: metadata.graphs }, result.analysis.settings, kernelFrames));
    explorer.view.getState().update({ ghostPanel: true });
    explorer.evidence.setState(({ averaging }) => ({ averaging: { ...averaging, value: { ...result, analysis, seed: 3 } } }));
    const manifest = figureManifest(explorer, 'svg', stageFigures(explorer), new Map(), new Date());
    const again = await rebuildPanel(manifest.panels[1]!, recording);
    expect(Math.max(...again.comparisons.map(({ difference }) => difference))).toBe(0);
  });

  it('differs without bound where one side has a number and the other has none', () => {
    expect(compare('x', { a: [1, null], b: 'w' }, { a: [1.5, 2], b: 'v' })).toEqual({ name: 'x', values: 2, difference: Infinity });
    expect(compare('x', [1, null], [1.5, null])).toEqual({ name: 'x', values: 1, difference: 0.5 });
  });
});

describe('npm run rebuild', () => {
  let folder = '';
  let manifestFile = '';
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'rebuild-'));
    manifestFile = path.join(folder, 'figure.json');
    writeFileSync(manifestFile, manifestText((await made({ kind: 'joint' })).manifest));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: readonly string[]) => spawnSync(path.join(root, 'node_modules', '.bin', 'tsx'), ['scripts/rebuild-figure.ts', ...args], { cwd: root, encoding: 'utf8' });

  it('says that the numbers are the same, writes them, and ends with 0', () => {
    const out = path.join(folder, 'out.npz');
    const { status, stdout, stderr } = run(manifestFile, path.join(fixtures, FILE), '--out', out);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/scores: 8 numbers, largest difference 0\.00e\+0/);
    expect(readNpy(readNpz(readFileSync(out)).get('scores')!).shape).toEqual([1, 4, 5]);
  }, 30_000);

  it('ends with 1 when a stored number is another', () => {
    const changed = path.join(folder, 'changed.json');
    const text = readFileSync(manifestFile, 'utf8');
    writeFileSync(changed, text.replace(/("participationRatio": )\d/, '$19'));
    const { status, stdout } = run(changed, path.join(fixtures, FILE));
    expect(status).toBe(1);
    expect(stdout).toContain('DIFFERENT');
  }, 30_000);

  it('refuses other data by their hash, and goes on when forced', () => {
    const other = path.join(fixtures, 'recordings/gemma3-270m-ring4-b.safetensors');
    const refused = run(manifestFile, other);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(sha256);
    expect(refused.stderr).toContain('--force');
    const forced = run(manifestFile, other, '--force');
    expect(forced.stderr).toContain('warning');
    expect([forced.status, forced.stdout.includes('DIFFERENT')]).toEqual([1, true]);
  }, 30_000);
});
