/** The layers of the focus recording, each as the focus panel would show it. */
import type { PanelResult } from '../panels/analysisStore.ts';
import { sideBySide } from '../base/sideBySide.ts';
import { onTabs, run, type Piece } from './piece.ts';

export interface SweptLayer {
  readonly layer: number;
  readonly result: PanelResult;
}

/** Layers as they come in, ascending; while loading, those done so far. */
export interface LayerSweep {
  readonly recordingId: string;
  /** Every layer that was asked for, ascending. */
  readonly wanted: readonly number[];
  readonly layers: readonly SweptLayer[];
  /** How many of them were not computed, but kept on this device from earlier. */
  readonly kept: number;
}

/** Layers asked of every worker at a time: while one is analysed, the next is read and looked up. */
export const LAYERS_ASKED = 2;

export const sweep: Piece<LayerSweep> = {
  name: 'sweep',
  lane: 'quick',
  shown: onTabs('curves', 'layers'),
  wish({ panel, view, focus, metadata, tools: { client, keyOf, panelKey, analysed } }) {
    const chosen = view.tab === 'layers' ? metadata.layers : view.curveLayers;
    const wanted = metadata.layers.filter((layer) => layer === panel.layer || chosen.includes(layer));
    return run({
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
    });
  },
};

/** The other layers, nearest to the shown one first and the deeper of two first. */
function outwards(layers: readonly number[], shown: number): readonly number[] {
  return layers.filter((layer) => layer !== shown).sort((a, b) => Math.abs(a - shown) - Math.abs(b - shown) || b - a);
}
