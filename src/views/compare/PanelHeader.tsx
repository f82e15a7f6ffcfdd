/** Which recording, layer and components a panel shows, where it stands, and how accurate and graph-like it is there. */
import type { PanelResult } from '../../state/analysisStore.ts';
import { useExplorer, useRecordings, useView } from '../../state/binding.tsx';
import { defaultLayer } from '../../state/defaultLayer.ts';
import { framePosition, panelContext } from '../../state/projection.ts';
import type { PanelSpec } from '../../state/viewStore.ts';
import { shortModelName } from '../controls/formatNumber.ts';
import { CloseIcon } from '../controls/icons.tsx';
import { shortLayerName } from '../controls/layerName.ts';
import { focusPanel } from './focusPanel.ts';
import { PanelReadout } from './PanelReadout.tsx';

interface PanelHeaderProps {
  readonly index: number;
  readonly spec: PanelSpec;
  readonly result: PanelResult | null;
  readonly focused: boolean;
  readonly removable: boolean;
}

function shownComponents({ axes }: PanelSpec, mode: 'plane' | 'space'): string {
  const shown = mode === 'space' ? axes : axes.slice(0, 2);
  return `PC ${shown.map((component) => component + 1).join('-')}`;
}

export function PanelHeader({ index, spec, result, focused, removable }: PanelHeaderProps) {
  const explorer = useExplorer();
  const mode = useView((state) => state.mode);
  const recording = useRecordings((state) => state.recordings[spec.recordingId]);
  const catalog = useRecordings((state) => state.catalog);
  const entry = catalog.status === 'ready' ? catalog.entries.find(({ id }) => id === spec.recordingId) : undefined;
  const known = recording?.status === 'ready' ? recording.info.metadata : entry;
  const title = known?.title ?? spec.recordingId;
  const sameModel = useSameModel();
  const parts =
    known === undefined
      ? []
      : [
          ...(sameModel ? [] : [shortModelName(known.model.id)]),
          shortLayerName(spec.layer ?? defaultLayer(known), known.model.layers),
          shownComponents(spec, mode),
        ];
  return (
    <header className="panel-head">
      <button
        type="button"
        className="panel-name"
        aria-pressed={focused}
        title={title}
        onClick={() => focusPanel(explorer, index)}
      >
        <span className="panel-title">{title}</span>
        <span className="panel-meta">{parts.join(' · ')}</span>
        {result !== null && (
          <span className="panel-meta">
            <PanelReadout result={result} axes={spec.axes} />
            <EndsAt result={result} />
          </span>
        )}
      </button>
      {removable && (
        <button
          type="button"
          className="button button-icon button-quiet button-small"
          aria-label={`Remove panel ${index + 1}: ${title}`}
          onClick={() => explorer.commands.removePanel(index)}
        >
          <CloseIcon />
        </button>
      )}
    </header>
  );
}

/** Whether Compare shows one model only, which then needs no naming in every panel. */
function useSameModel(): boolean {
  const panels = useView((state) => state.panels);
  const recordings = useRecordings((state) => state.recordings);
  const catalog = useRecordings((state) => state.catalog);
  if (panels.length < 2) return false;
  const entries = catalog.status === 'ready' ? catalog.entries : [];
  const models = panels.map(({ recordingId }) => {
    const opened = recordings[recordingId];
    if (opened?.status === 'ready') return opened.info.metadata.model.id;
    return entries.find(({ id }) => id === recordingId)?.model.id;
  });
  return models.every((model) => model !== undefined && model === models[0]);
}

/** Says that this recording is shorter than where the timeline stands. */
function EndsAt({ result }: { readonly result: PanelResult }) {
  const explorer = useExplorer();
  const { analysis } = result;
  const end = analysis.frames.at(-1)!.context;
  const beyond = useView(({ cursor, sync, focus }) => {
    const nodes = explorer.analysis.getState().slots[focus]?.result?.analysis.nodes ?? analysis.nodes;
    const context = panelContext(cursor, sync, nodes, analysis.nodes);
    return framePosition(analysis, context).clamped && context !== null && context > end;
  });
  return beyond ? <span className="panel-ends"> · ends at {end}</span> : null;
}
