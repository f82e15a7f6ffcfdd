/** Which recording, layer and components a panel shows, where it stands, and how accurate and graph-like it is there. */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import { recordingIdText } from '../../state/opening/addresses.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useExplorer, usePlayhead, useRecordings, useView } from '../../state/binding.tsx';
import type { CatalogEntry } from '../../state/recordings/catalog.ts';
import { defaultLayer } from '../../state/recordings/contexts.ts';
import { panelContext } from '../../state/figures/projection.ts';
import { shownAxes, type PanelSpec } from '../../state/view/viewStore.ts';
import { shortModelName } from '../controls/formatNumber.ts';
import { CloseIcon } from '../controls/icons.tsx';
import { shortLayerName } from '../controls/layerName.ts';
import { axesName } from '../measures/useCursorMeasures.ts';
import { askedFor } from './askedFor.ts';
import { focusPanel } from './focusPanel.ts';
import { PanelReadout } from './PanelReadout.tsx';

interface PanelHeaderProps {
  readonly index: number;
  readonly spec: PanelSpec;
  readonly result: PanelResult | null;
  readonly focused: boolean;
  readonly removable: boolean;
}

export function PanelHeader({ index, spec, result, focused, removable }: PanelHeaderProps) {
  const explorer = useExplorer();
  const mode = useView((state) => state.mode);
  const wanted = useKnownRecording(spec.recordingId);
  const sameModel = useSameModel();
  const shown = result?.info.metadata ?? wanted;
  const title = shown?.title ?? recordingIdText(spec.recordingId);
  const asked = result === null ? null : askedFor(spec, mode, wanted, result);
  const layer = result?.analysis.settings.layer ?? spec.layer ?? (shown === undefined ? null : defaultLayer(shown));
  const parts =
    shown === undefined || layer === null
      ? []
      : [
          axesName(shownAxes(spec.axes, mode)),
          shortLayerName(layer, shown.model.layers),
          ...(sameModel ? [] : [shortModelName(shown.model.id)]),
        ];
  return (
    <header className="panel-head">
      <button
        type="button"
        className="panel-name"
        aria-pressed={focused}
        title={[title, ...parts].join(' · ')}
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
        {asked !== null && <span className="panel-asked" data-testid={`asked-${index}`}>asked for: {asked}</span>}
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

/** What is known of a recording that may not be open: its own metadata, else its line of the catalog. */
function useKnownRecording(id: string): RecordingMetadata | CatalogEntry | undefined {
  const recording = useRecordings((state) => state.recordings[id]);
  const catalog = useRecordings((state) => state.catalog);
  if (recording?.status === 'ready') return recording.info.metadata;
  return catalog.status === 'ready' ? catalog.entries.find((entry) => entry.id === id) : undefined;
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
  const beyond = usePlayhead((at) => {
    const { sync, focus } = explorer.view.getState();
    const nodes = explorer.analysis.getState().slots[focus]?.result?.analysis.nodes ?? analysis.nodes;
    const context = panelContext(at, sync, nodes, analysis.nodes);
    return context !== null && context > end;
  });
  return beyond ? <span className="panel-ends"> · ends at {end}</span> : null;
}
