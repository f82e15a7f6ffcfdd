/** The verdicts of the page over all sample recordings: how often a shuffled one is called closer, and which others reach what. */
import { memoryBaselines } from '../src/core/baselines/memoryBaselines.ts';
import type { OpenRecording } from '../src/core/recording/readRecording.ts';
import { behaviourIn } from '../src/state/figures/behaviour.ts';
import { knownOrder } from '../src/state/figures/knownOrder.ts';
import { type Behaviour, LEVEL, type Relabelled, relabellingTests, SPACES, type Verdict, verdicts } from '../src/state/figures/verdict.ts';
import { defaultLayer } from '../src/state/recordings/contexts.ts';
import { replicates, shuffledControl } from '../src/state/recordings/families.ts';
import { contextGraphOf, entries, openSample, sampleBands, sampleNulls } from './sampleLayers.ts';

type Print = (line: string) => void;

async function relabelled(recording: OpenRecording, layer: number): Promise<Relabelled> {
  return { nulls: await sampleNulls(recording, layer), graph: contextGraphOf(recording) };
}

/** Share of verdicts of "closer" over every shuffled sample, context and layer: by the page's tests, and uncorrected for comparison. */
export async function calibration(print: Print): Promise<void> {
  print('\n## Calibration: what shuffled recordings are told\n');
  print(`A shuffled recording has no graph to find. "Closer" is a verdict of the page in the shown components or in all dimensions, after correction; beside it the same at ${LEVEL} without correction.\n`);
  print('| shuffled sample | layers x contexts | closer | uncorrected | further |');
  print('| --- | --- | --- | --- | --- |');
  const sum = { frames: 0, closer: 0, plain: 0, further: 0 };
  for (const entry of entries.filter(({ task }) => task.sampler === 'shuffled')) {
    const recording = await openSample(entry.file);
    const mine = { frames: 0, closer: 0, plain: 0, further: 0 };
    for (const layer of entry.layers) {
      const own = await relabelled(recording, layer);
      const tests = relabellingTests(own, []);
      for (const f of own.nulls.frames.keys()) {
        const at = tests.at(f);
        mine.frames++;
        if (SPACES.some((space) => at[space].direction === 'closer')) mine.closer++;
        if (SPACES.some((space) => at[space].direction === 'further')) mine.further++;
        if (SPACES.some((space) => at[space].p <= LEVEL)) mine.plain++;
      }
    }
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += mine[key];
    print(`| ${entry.id} | ${mine.frames} | ${mine.closer} | ${mine.plain} | ${mine.further} |`);
  }
  const share = (count: number): string => `${((100 * count) / sum.frames).toFixed(1)} %`;
  print(`| **all** | ${sum.frames} | **${share(sum.closer)}** | ${share(sum.plain)} | ${share(sum.further)} |`);
}

interface SampleVerdict {
  readonly id: string;
  readonly layer: number;
  readonly verdict: Verdict;
  readonly behaviour: Behaviour | null;
}

async function lastVerdict(id: string): Promise<SampleVerdict> {
  const entry = entries.find((one) => one.id === id)!;
  const recording = await openSample(entry.file);
  const { info } = recording;
  const { metadata, tokens, accuracy } = info;
  const layer = defaultLayer(metadata);
  const own = await relabelled(recording, layer);
  const others: Relabelled[] = [];
  for (const other of replicates(entries, entry).filter((one) => one.id !== id && one.layers.includes(layer))) {
    const opened = await openSample(entries.find((one) => one.id === other.id)!.file);
    const same = opened.info.metadata.nodes.every(({ label }, node) => label === metadata.nodes[node]?.label);
    if (!same) others.push(await relabelled(opened, layer));
  }
  const control = entry.task.sampler === 'shuffled' ? null : shuffledControl(entries, entry);
  const shuffled = control === null || !control.layers.includes(layer) ? null : await relabelled(await openSample(entries.find((one) => one.id === control.id)!.file), layer);
  const baselines = memoryBaselines({ tokens, accuracy, length: metadata.task.length, nodes: metadata.nodes.length, graph: metadata.graphs[own.graph]!, sampler: metadata.task.sampler });
  const last = own.nulls.frames.length - 1;
  const { start, context } = own.nulls.frames[last]!;
  const behaviour = behaviourIn(info, baselines, start, context);
  return { id, layer, behaviour, verdict: verdicts({ ...own, others, shuffled, bands: await sampleBands(recording, layer), familiar: knownOrder(metadata)?.walked ?? false })(last, behaviour) };
}

const two = (value: number | null | undefined): string => (value === null || value === undefined || Number.isNaN(value) ? '-' : value.toFixed(2));

function exceeded({ beyond }: Verdict, tokens: 'previous' | 'lags'): string {
  const found = beyond[tokens];
  if (found === null) return 'not drawn';
  const where = [...(found.shown ? ['PC 1-2'] : []), ...(found.full ? ['all dimensions'] : [])];
  return where.length === 0 ? 'no' : where.join(', ');
}

/** The verdict of every sample at its last context, default layer and window, and the share of each level: the power beside the calibration. */
export async function lastVerdicts(print: Print): Promise<void> {
  print('\n## Which sample exceeds which null, last context\n');
  print('Default layer, last 200 tokens, PC 1-2 of the frame itself. Relabelling: direction and adjusted p in PC 1-2 / in all dimensions, over so many assignments of words. Averaging: where the sample lies beyond it, with every source of word vectors (only asked where relabelling is beaten).\n');
  print('| sample | layer | verdict | words | relabelled, PC 1-2 | all dimensions | beyond previous word | beyond last eight words | accuracy / bigram / unigram / chance |');
  print('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  const told: SampleVerdict[] = [];
  for (const { id } of entries) {
    const sample = await lastVerdict(id);
    told.push(sample);
    const { verdict, behaviour, layer } = sample;
    const test = (space: 'shown' | 'full'): string => `${verdict.relabelling[space].direction} ${verdict.relabelling[space].adjusted.toPrecision(2)}`;
    const asked = verdict.level === 'single' || verdict.level === 'pooled' || verdict.level === 'strong';
    const averaging = (['previous', 'lags'] as const).map((tokens) => (asked ? exceeded(verdict, tokens) : '-'));
    const accuracy = behaviour === null ? '-' : `${[behaviour.accuracy, behaviour.bigram, behaviour.unigram, behaviour.chance].map(two).join(' / ')}${behaviour.follows ? '' : ' (does not follow)'}`;
    print(`| ${id} | ${layer} | ${verdict.level} | ${verdict.assignments} | ${test('shown')} | ${test('full')} | ${averaging.join(' | ')} | ${accuracy} |`);
  }
  const unshuffled = told.filter(({ id }) => entries.find((entry) => entry.id === id)!.task.sampler !== 'shuffled');
  const several = unshuffled.filter(({ verdict }) => verdict.assignments > 1);
  const count = (samples: readonly SampleVerdict[], levels: readonly string[]) => `${samples.filter(({ verdict }) => levels.includes(verdict.level)).length} of ${samples.length}`;
  print(`\nPower: the strongest verdict in ${count(unshuffled, ['strong'])} unshuffled samples (${count(several, ['strong'])} of those with a second assignment of words); closer at all in ${count(unshuffled, ['strong', 'pooled', 'single'])}.`);
}
