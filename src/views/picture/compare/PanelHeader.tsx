/** The header of a panel: what it shows, what it waits for, and its figures where it stands. */
import { useMemo } from 'react';
import type { RecordingMetadata } from '../../../core/recording/types.ts';
import { useExplorer, usePlayhead, useRecordings, useView } from '../../../state/binding.tsx';
import type { Explorer } from '../../../state/explorer.ts';
import { cursorMeasures } from '../../../state/figures/cursorMeasures.ts';
import { panelContext, recordedPosition } from '../../../state/figures/projection.ts';
import { recordingIdText } from '../../../state/opening/addresses.ts';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import type { CatalogEntry } from '../../../state/recordings/catalog.ts';
import { defaultLayer } from '../../../state/recordings/contexts.ts';
import { type Axes, type PanelSpec, shownAxes } from '../../../state/view/panelSpec.ts';
import type { ViewState } from '../../../state/view/viewFields.ts';
import { axesName, mainGraph } from '../../evidence/useCursorMeasures.ts';
import { Button } from '../../ui/Button.tsx';
import { formatRatio, shortModelName } from '../../ui/formatNumber.ts';
import { CloseIcon } from '../../ui/icons.tsx';
import { accuracyNames, shortLayerName } from '../../ui/names.ts';
import { useHoveredFrame } from '../hoveredFrame.ts';
import { useFrameStep } from '../panelPosition.ts';
import { PanelHead, PanelName } from './PanelFrame.tsx';
import * as styles from './compare.module.css';

/** What a panel asks for and does not show yet: its header names what is drawn, and this beside it. */
export interface WantedRecording {
  readonly title: string;
  readonly model: { readonly layers: number };
}

/**
 * "Ring of 6", "layer 3", "PC 3-4": where the panel's choice differs from the drawn result; null where it is what was asked for.
 * @param wanted the recording asked for, as far as it is known
 */
export function askedFor(spec: PanelSpec, mode: ViewState['mode'], wanted: WantedRecording | undefined, { recordingId, info, analysis }: PanelResult): string | null {
  if (spec.recordingId !== recordingId) {
    const title = wanted?.title ?? recordingIdText(spec.recordingId);
    return spec.layer === null ? title : `${title}, ${shortLayerName(spec.layer, wanted?.model.layers ?? NaN)}`;
  }
  const { metadata } = info;
  const { settings } = analysis;
  const layer = spec.layer ?? defaultLayer(metadata);
  if (layer !== settings.layer) return shortLayerName(layer, metadata.model.layers);
  const axes = shownAxes(spec.axes, mode);
  return settings.basis.kind === 'aligned' && axes.join() !== settings.axes.join() ? axesName(axes) : null;
}

// Moves the focus to another panel without moving any panel in time.

/** The cursor is counted on the focus panel's recording, so it is converted when contexts are tied by tokens per node. */
export function focusPanel({ view, playhead, analysis }: Explorer, index: number): void {
  const { focus, sync, update } = view.getState();
  if (index === focus) return;
  const { slots } = analysis.getState();
  const from = slots[focus]?.value?.analysis.nodes;
  const to = slots[index]?.value?.analysis.nodes;
  if (from === undefined || to === undefined) update({ focus: index });
  else update({ focus: index, cursor: panelContext(playhead.context(), sync, from, to) });
}

/**
 * Accuracy and energy of a panel: where the panel stands, or where the pointer is on the timeline.
 * They are the measures of a recorded context.
 */
interface PanelReadoutProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

export function PanelReadout({ result, axes }: PanelReadoutProps) {
  const mode = useView((state) => state.mode);
  // Panels that share the tokens a node stand at contexts of their own, which the timeline does not say.
  const apart = useView((state) => state.sync === 'tokens-per-node' && state.panels.length > 1);
  const here = useFrameStep(result).frame;
  const hovered = useHoveredFrame(result);
  const frame = hovered ?? here;
  const measures = useMemo(
    () => cursorMeasures(result, recordedPosition(frame), shownAxes(axes, mode)),
    [result, frame, axes, mode],
  );
  const energy = mainGraph(measures)?.shownEnergy ?? NaN;
  const { metadata } = result.info;
  return (
    <span className={hovered === null ? undefined : styles.panelGlance} title={`At ${measures.context} tokens`}>
      {hovered !== null && 'at '}
      {(hovered !== null || apart) && <>{measures.context} tok · </>}
      {Number.isFinite(measures.accuracy) && <>{accuracyNames(metadata).cursor} <b>{formatRatio(measures.accuracy)}</b></>}
      {Number.isFinite(measures.accuracy) && Number.isFinite(energy) && ' · '}
      {Number.isFinite(energy) && <>energy <b>{formatRatio(energy)}</b></>}
    </span>
  );
}

/** Which recording, layer and components a panel shows, where it stands, and how accurate and graph-like it is there. */
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
  const differs = useDifferences();
  const shown = result?.info.metadata ?? wanted;
  const title = shown?.title ?? recordingIdText(spec.recordingId);
  const asked = result === null ? null : askedFor(spec, mode, wanted, result);
  const layer = result?.analysis.settings.layer ?? spec.layer ?? (shown === undefined ? null : defaultLayer(shown));
  const parts =
    shown === undefined || layer === null
      ? []
      : [
          { text: axesName(shownAxes(spec.axes, mode)), tells: differs.axes },
          { text: shortLayerName(layer, shown.model.layers), tells: differs.layer },
          { text: shortModelName(shown.model.id), tells: differs.model },
        ];
  return (
    <PanelHead>
      <PanelName
        as="button"
        type="button"
        aria-pressed={focused}
        title={[title, ...parts.map(({ text }) => text)].join(' · ')}
        onClick={() => focusPanel(explorer, index)}
        heading={title}
        meta={parts.flatMap(({ text, tells }) => (tells ? [text] : [])).join(' · ')}
        readout={
          result === null ? null : (
            <>
              <PanelReadout result={result} axes={spec.axes} />
              <EndsAt result={result} />
            </>
          )
        }
      >
        {asked !== null && <span className={styles.panelAsked} data-testid={`asked-${index}`}>asked for: {asked}</span>}
      </PanelName>
      {removable && (
        <Button
          kind="quiet"
          size="small"
          icon
          className={styles.panelRemove}
          aria-label={`Remove panel ${index + 1}: ${title}`}
          onClick={() => explorer.commands.removePanel(index)}
        >
          <CloseIcon />
        </Button>
      )}
    </PanelHead>
  );
}

/** What is known of a recording that may not be open: its own metadata, else its line of the catalog. */
function useKnownRecording(id: string): RecordingMetadata | CatalogEntry | undefined {
  const recording = useRecordings((state) => state.recordings[id]);
  const catalog = useRecordings((state) => state.catalog);
  if (recording?.status === 'ready') return recording.info.metadata;
  return catalog.status === 'ready' ? catalog.entries.find((entry) => entry.id === id) : undefined;
}

interface Differences {
  readonly axes: boolean;
  readonly layer: boolean;
  readonly model: boolean;
}

/** What a panel must say of itself: all of it where it stands alone, else what is not the same in all panels. */
function useDifferences(): Differences {
  const panels = useView((state) => state.panels);
  const recordings = useRecordings((state) => state.recordings);
  const catalog = useRecordings((state) => state.catalog);
  if (panels.length < 2) return { axes: true, layer: true, model: true };
  const entries = catalog.status === 'ready' ? catalog.entries : [];
  const of = ({ recordingId }: PanelSpec) => {
    const opened = recordings[recordingId];
    return opened?.status === 'ready' ? opened.info.metadata : entries.find(({ id }) => id === recordingId);
  };
  const several = (value: (panel: PanelSpec) => unknown) => new Set(panels.map(value)).size > 1;
  return {
    axes: several(({ axes }) => axes.join()),
    layer: several((panel) => {
      const known = of(panel);
      return panel.layer ?? (known === undefined ? null : defaultLayer(known));
    }),
    model: several((panel) => of(panel)?.model.id ?? panel.recordingId),
  };
}

/** Says that this recording is shorter than where the timeline stands. */
function EndsAt({ result }: { readonly result: PanelResult }) {
  const explorer = useExplorer();
  const { analysis } = result;
  const end = analysis.frames.at(-1)!.context;
  const beyond = usePlayhead((at) => {
    const { sync, focus } = explorer.view.getState();
    const nodes = explorer.analysis.getState().slots[focus]?.value?.analysis.nodes ?? analysis.nodes;
    const context = panelContext(at, sync, nodes, analysis.nodes);
    return context !== null && context > end;
  });
  return beyond ? <span className={styles.panelEnds}> · ends at {end}</span> : null;
}
