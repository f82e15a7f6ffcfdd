/** Every piece of evidence as work with an identity: two tasks with one key have one answer. */
import type { BandOptions, ControlOptions } from '../../core/nulls/types.ts';
import type { ScalingResult } from '../../core/scaling/types.ts';
import type { AnalysisClient, CallOptions } from '../../worker/pool/client.ts';
import type { OpenedRecording, Progress } from '../../worker/protocol.ts';
import { type AnalysisView, requestKey, requestSettings } from '../panels/analysisRequest.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { BaselinesResult, ControlsResult } from './evidenceStore.ts';
import type { BandResult, EvidenceProgress, LayerSweep, MixingGhost, ReplicateSet, SweptLayer } from './evidenceTypes.ts';
import { KeptValues } from '../base/keptValues.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import { ResultCache } from '../panels/resultCache.ts';
import { fitStudy, gatherScaling } from './scalingStudy.ts';
import type { ScalingChoices, ScalingData, ScalingStudy } from './scalingTypes.ts';
import { sideBySide } from '../base/sideBySide.ts';
import type { PanelSpec } from '../view/viewStore.ts';

export interface TaskTools<T> {
  readonly signal: AbortSignal;
  readonly report: (progress: EvidenceProgress) => void;
  /** Hands on what is there so far. */
  readonly partial: (value: T) => void;
}

export interface EvidenceTask<T> {
  readonly key: string;
  /** Rejects with a FailureError. */
  readonly run: (tools: TaskTools<T>) => Promise<T>;
}

/** A panel whose layer is known. */
export type LayerPanel = PanelSpec & { readonly layer: number };

/** Fits kept: one is a few kilobytes. */
const FITS_KEPT = 64;

/** Layers asked of every worker at a time: while one is analysed, the next is read and looked up. */
export const LAYERS_ASKED = 2;

export interface EvidenceTasks {
  baselines(recordingId: string): EvidenceTask<BaselinesResult>;
  controls(panel: LayerPanel, view: AnalysisView, control: ControlOptions): EvidenceTask<ControlsResult>;
  mixing(panel: LayerPanel, view: AnalysisView, seed: number): EvidenceTask<MixingGhost>;
  mixingBand(panel: LayerPanel, view: AnalysisView, band: BandOptions): EvidenceTask<BandResult>;
  sweep(panel: LayerPanel, view: AnalysisView, focus: PanelResult, layers: readonly number[]): EvidenceTask<LayerSweep>;
  replicates(panel: LayerPanel, view: AnalysisView, focus: PanelResult, others: readonly string[]): EvidenceTask<ReplicateSet>;
  scalingData(panel: LayerPanel, view: AnalysisView, family: readonly string[], withEnergy: boolean): EvidenceTask<ScalingData>;
  scaling(dataKey: string, data: ScalingData, choices: ScalingChoices, seed: number): EvidenceTask<ScalingStudy>;
  /** Data has been replaced: every key is new from here on. */
  forget(): void;
}

export interface EvidenceTasksOptions {
  readonly client: AnalysisClient;
  readonly library: Pick<RecordingLibrary, 'open'>;
  /** Shared with the panels: a layer that a sweep has analysed shows at once. */
  readonly results?: ResultCache;
}

export function createEvidenceTasks({ client, library, results = new ResultCache() }: EvidenceTasksOptions): EvidenceTasks {
  const fits = new KeptValues<ScalingResult>(FITS_KEPT);
  let epoch = 0;

  const keyOf = (...parts: readonly unknown[]): string => JSON.stringify([epoch, ...parts]);
  /** The shown axes are part of it in every basis: figures in the shown components depend on them. */
  const panelKey = (panel: LayerPanel, view: AnalysisView) => [requestKey(panel, view), view.mode, panel.axes];

  async function analysed(panel: LayerPanel, view: AnalysisView, options: CallOptions): Promise<PanelResult> {
    const key = requestKey(panel, view);
    const asked = epoch;
    const known = results.get(key);
    if (known !== undefined) return known;
    const { handle, info } = await library.open(panel.recordingId, options);
    const analysis = await client.analyse(handle, requestSettings(panel, view, info.metadata), { ...options, aside: true });
    const result = { recordingId: panel.recordingId, info, analysis };
    if (asked === epoch) results.set(key, result);
    return result;
  }

  /** Opens the recording and asks the worker of it, saying how far that is. */
  async function asked<T, Answer>(
    recordingId: string,
    what: string,
    { signal, report }: TaskTools<T>,
    ask: (opened: OpenedRecording, options: CallOptions) => Promise<Answer>,
  ): Promise<readonly [Answer, OpenedRecording]> {
    const onProgress = ({ stage, done, total }: Progress) => report({ what: stage === 'reading' ? 'reading' : what, done, total });
    const opened = await library.open(recordingId, { signal, onProgress });
    return [await ask(opened, { signal, onProgress }), opened];
  }

  return {
    baselines: (recordingId) => ({
      key: keyOf('baselines', recordingId),
      async run(tools) {
        const [baselines] = await asked(recordingId, 'baselines', tools, ({ handle }, options) => client.baselines(handle, options));
        return { recordingId, baselines };
      },
    }),
    controls: (panel, view, control) => ({
      key: keyOf('controls', ...panelKey(panel, view), control.permutations, control.seed),
      async run(tools) {
        const { recordingId, layer } = panel;
        const [controls, { info }] = await asked(recordingId, 'relabellings', tools, (opened, options) =>
          client.controls(opened.handle, requestSettings(panel, view, opened.info.metadata), control, options),
        );
        return { recordingId, title: info.metadata.title, layer, graphs: info.metadata.graphs, controls };
      },
    }),
    mixing: (panel, view, seed) => ({
      key: keyOf('mixing', ...panelKey(panel, view), seed),
      async run(tools) {
        const { recordingId } = panel;
        const [analysis, { info }] = await asked(recordingId, 'mixing null', tools, (opened, options) =>
          client.mixingNull(opened.handle, requestSettings(panel, view, opened.info.metadata), seed, options),
        );
        return { recordingId, info, analysis, seed };
      },
    }),
    mixingBand: (panel, view, options) => ({
      key: keyOf('mixing band', ...panelKey(panel, view), options),
      async run(tools) {
        const { recordingId, layer } = panel;
        const [band, { info }] = await asked(recordingId, 'draws', tools, (opened, call) =>
          client.mixingBand(opened.handle, requestSettings(panel, view, opened.info.metadata), options, call),
        );
        return { recordingId, layer, graphs: info.metadata.graphs, band };
      },
    }),
    sweep: (panel, view, focus, wanted) => ({
      key: keyOf('sweep', ...panelKey(panel, view), wanted),
      async run({ signal, report, partial }) {
        // The shown layer is known; the others are begun from it outwards and come in as they are done.
        const done: SweptLayer[] = [{ layer: panel.layer, result: focus }];
        let kept = 0;
        const sofar = (): LayerSweep => ({ recordingId: panel.recordingId, wanted, kept, layers: [...done].sort((a, b) => a.layer - b.layer) });
        const tell = () => {
          partial(sofar());
          report({ what: 'layer', done: done.length, total: wanted.length });
        };
        tell();
        await sideBySide(outwards(wanted, panel.layer), LAYERS_ASKED * client.aside, signal, async (layer, _, running) => {
          const result = await analysed({ ...panel, layer }, view, { signal: running, onKept: () => (kept += 1) });
          done.push({ layer, result });
          tell();
        });
        return sofar();
      },
    }),
    replicates: (panel, view, focus, others) => ({
      key: keyOf('replicates', ...panelKey(panel, view), others),
      async run({ signal, report }) {
        const members = new Map<string, PanelResult>();
        const tell = () => report({ what: 'replicates', done: members.size, total: others.length });
        tell();
        await sideBySide(others, client.aside, signal, async (recordingId, _, running) => {
          members.set(recordingId, await analysed({ ...panel, recordingId }, view, { signal: running }));
          tell();
        });
        return { members: [focus, ...others.map((recordingId) => members.get(recordingId)!)] };
      },
    }),
    scalingData: (panel, view, family, withEnergy) => ({
      key: keyOf('scaling', family, withEnergy ? panelKey({ ...panel, recordingId: '' }, view) : null),
      run: (tools) => {
        const energyOf = (recordingId: string, signal: AbortSignal) => analysed({ ...panel, recordingId }, view, { signal });
        const { window, weighting } = view;
        return gatherScaling({ library, family, width: client.aside, view: withEnergy ? { layer: panel.layer, window, weighting } : null, energyOf }, tools);
      },
    }),
    scaling: (dataKey, data, choices, seed) => ({
      key: keyOf('law', dataKey, choices, seed),
      run: (tools) => {
        // A size dropped or taken back leaves the fit over all sizes as it was.
        const fitScaling: AnalysisClient['fitScaling'] = async (input, options) => {
          const key = keyOf(dataKey, input.method, input.seed, input.sizes.map(({ nodes }) => nodes));
          const result = fits.get(key) ?? (await client.fitScaling(input, options));
          fits.set(key, result);
          return result;
        };
        return fitStudy({ fitScaling }, data, choices, seed, tools);
      },
    }),
    forget() {
      epoch += 1;
      results.clear();
      fits.clear();
    },
  };
}

/** The other layers, nearest to the shown one first and the deeper of two first. */
function outwards(layers: readonly number[], shown: number): readonly number[] {
  return layers.filter((layer) => layer !== shown).sort((a, b) => Math.abs(a - shown) - Math.abs(b - shown) || b - a);
}
