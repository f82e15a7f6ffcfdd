/** Lays the graph's spectral embedding over the picture, turned and scaled to fit it best. */
import type { RecordingGraph } from '../../core/recording/types.ts';
import { useEvidence, useExplorer } from '../../state/binding.tsx';
import { Toggle } from '../controls/Toggle.tsx';

export function OverlayChoice({ graph }: { readonly graph: RecordingGraph | null }) {
  const { commands } = useExplorer();
  const overlay = useEvidence((state) => state.overlayGraph);
  if (graph === null) return null;
  return (
    <Toggle testId="overlay" checked={overlay === graph.id} onChange={(checked) => commands.showOverlay(checked ? graph.id : null)}>
      Spectral ghost on the picture
    </Toggle>
  );
}
