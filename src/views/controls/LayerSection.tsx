/** The layer of the focus panel, by its name. */
import type { CSSProperties } from 'react';
import { useEvidence, useExplorer } from '../../state/binding.tsx';
import { bestLayer } from '../../state/figures/bestLayer.ts';
import { contextGraphIndex } from '../../state/graphs/preparedGraphs.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { defaultLayer } from '../../state/recordings/contexts.ts';
import { Button } from '../ui/Button.tsx';
import { Slider } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import { Hint } from '../ui/Text.tsx';
import { StepBackIcon, StepForwardIcon } from '../ui/icons.tsx';
import { layerName } from '../ui/names.ts';
import * as styles from './controls.module.css';

interface LayerSliderProps {
  readonly layers: readonly number[];
  readonly blocks: number;
  readonly layer: number;
  /** Marked with a star; null: not known. */
  readonly best: number | null;
  readonly onChange: (layer: number) => void;
}

function LayerSlider({ layers, blocks, layer, best, onChange }: LayerSliderProps) {
  const index = Math.max(0, layers.indexOf(layer));
  const move = (to: number) => {
    const next = layers[to];
    if (next !== undefined && next !== layer) onChange(next);
  };
  return (
    <div className={styles.sliderRow} data-testid="layer-slider">
      <Button
        size="small"
        icon
        aria-label="Previous layer"
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        <StepBackIcon />
      </Button>
      <div className={styles.starred}>
        {best !== null && layers.includes(best) && (
          <span className={styles.star} style={{ '--share': layers.indexOf(best) / (layers.length - 1) } as CSSProperties} title={`${layerName(best, blocks)} holds the graph best`}>
            ★
          </span>
        )}
        <Slider
          aria-label="Layer"
          aria-valuetext={layerName(layer, blocks)}
          min={0}
          max={layers.length - 1}
          step={1}
          value={index}
          onChange={(event) => move(Number(event.currentTarget.value))}
        />
      </div>
      <Button
        size="small"
        icon
        aria-label="Next layer"
        disabled={index === layers.length - 1}
        onClick={() => move(index + 1)}
      >
        <StepForwardIcon />
      </Button>
    </div>
  );
}

export function LayerSection() {
  const { view } = useExplorer();
  const panel = useFocusPanel();
  const swept = useEvidence((state) => state.sweep.value);
  if (panel === null) return null;
  const metadata = panel.recording?.status === 'ready' ? panel.recording.info.metadata : null;
  const layers = metadata?.layers ?? panel.entry?.layers ?? [];
  const blocks = metadata?.model.layers ?? panel.entry?.model.layers ?? 0;
  const layer = panel.spec.layer ?? defaultLayer({ layers, model: { layers: blocks } });
  return (
    <Section title="Layer" aside={<output>{layers.length > 0 ? layerName(layer, blocks) : ''}</output>}>
      {layers.length > 1 ? (
        <LayerSlider
          layers={layers}
          blocks={blocks}
          layer={layer}
          best={metadata === null || swept?.recordingId !== panel.spec.recordingId ? null : bestLayer(swept.layers, contextGraphIndex(metadata))}
          onChange={(next) => view.getState().updatePanel(panel.index, { layer: next })}
        />
      ) : (
        <Hint>This recording holds one layer.</Hint>
      )}
    </Section>
  );
}
