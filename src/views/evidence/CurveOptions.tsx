/** What the curves are drawn for: layers, graph and the spacing of the contexts. */
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useEvidence, useExplorer } from '../../state/binding.tsx';
import { shortLayerName } from '../controls/layerName.ts';
import { GraphSelect } from './GraphSelect.tsx';
import { SpacingChoice } from './SpacingChoice.tsx';

interface CurveOptionsProps {
  readonly result: PanelResult;
  readonly graph: number;
  readonly onGraph: (graph: number) => void;
}

export function CurveOptions({ result, graph, onGraph }: CurveOptionsProps) {
  const { commands } = useExplorer();
  const chosen = useEvidence((state) => state.curveLayers);
  const { metadata } = result.info;
  const own = result.analysis.settings.layer;
  return (
    <div className="evidence-options">
      <div className="evidence-option" role="group" aria-label="Layers drawn">
        Layers
        <span className="evidence-choices">
          {metadata.layers.map((layer) => (
            <button
              key={layer}
              type="button"
              className="chip-toggle"
              title={shortLayerName(layer, metadata.model.layers)}
              aria-label={shortLayerName(layer, metadata.model.layers)}
              aria-pressed={layer === own || chosen.includes(layer)}
              disabled={layer === own}
              data-testid={`curve-layer-${layer}`}
              onClick={() =>
                commands.setCurveLayers(chosen.includes(layer) ? chosen.filter((other) => other !== layer) : [...chosen, layer])
              }
            >
              {layer}
            </button>
          ))}
        </span>
      </div>
      <GraphSelect graphs={metadata.graphs} value={graph} onChange={onGraph} />
      <SpacingChoice />
    </div>
  );
}
