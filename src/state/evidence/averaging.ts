/** The averaging null: one draw of it to be looked at, and the layer's measures beside many. */
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import type { AveragingBands } from '../../core/nulls/types.ts';
import type { RecordingGraph, RecordingInfo } from '../../core/recording/types.ts';
import { requestSettings } from '../panels/analysisRequest.ts';
import { contextGraphIndex } from '../graphs/preparedGraphs.ts';
import { absent, ALWAYS, ownView, run, type Piece } from './piece.ts';

/** Draws behind every band. */
export const AVERAGING_DRAWS = 199;

/** The null in the place of the recorded activations: same sequence, windows, basis and axes. */
export interface AveragingGhost {
  readonly recordingId: string;
  readonly info: RecordingInfo;
  readonly analysis: LayerAnalysis;
  readonly seed: number;
}

/** One layer's figures beside many draws of the averaging nulls, with what they were computed for. */
export interface BandResult {
  readonly recordingId: string;
  readonly layer: number;
  /** In the order of the bands' graphs. */
  readonly graphs: readonly RecordingGraph[];
  readonly bands: AveragingBands;
}

const NOTHING_TO_AVERAGE = 'The window is fixed by the file, which does not say which tokens it holds: there is nothing to mix.';

export const averaging: Piece<AveragingGhost> = {
  name: 'averaging',
  lane: 'nulls',
  shown: ({ tab, ghostPanel }) => tab === 'nulls' || ghostPanel,
  wish({ panel, view, metadata, tools: { client, keyOf, panelKey, ask } }) {
    if (metadata.windows === 'fixed') return absent(NOTHING_TO_AVERAGE);
    const { seed } = view;
    return run({
      key: keyOf('averaging', ...panelKey(panel, view), seed),
      async run(tools) {
        const { recordingId } = panel;
        const [analysis, { info }] = await ask(recordingId, 'averaging only', tools, (opened, options) => {
          const settings = requestSettings(panel, view, opened.info.metadata);
          return client.run('averagingNull', { handle: opened.handle, settings, seed }, { ...options, aside: 'anything' });
        });
        return { recordingId, info, analysis, seed };
      },
    });
  },
};

export const averagingBand: Piece<BandResult> = {
  name: 'averagingBand',
  lane: 'nulls',
  shown: ALWAYS,
  wish({ panel, view: asked, metadata, tools: { client, keyOf, panelKey, ask } }) {
    if (metadata.windows === 'fixed') return absent(NOTHING_TO_AVERAGE);
    const own = contextGraphIndex(metadata);
    if (own === -1) return absent('The recording names no graph of its context to hold averaging against.');
    const view = ownView(asked);
    const options = { draws: AVERAGING_DRAWS, seed: view.seed };
    return run({
      key: keyOf('averaging band', ...panelKey(panel, view), options),
      async run(tools) {
        const { recordingId, layer } = panel;
        const [bands, { info }] = await ask(recordingId, 'draws', tools, (opened, call) => {
          const settings = requestSettings(panel, view, opened.info.metadata);
          return client.run('averagingBand', { handle: opened.handle, settings, own, options }, { ...call, aside: 'draws' });
        });
        return { recordingId, layer, graphs: info.metadata.graphs, bands };
      },
    });
  },
};
