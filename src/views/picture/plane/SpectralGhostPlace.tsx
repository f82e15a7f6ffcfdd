/** Where a panel gets its spectral embedding from, once the reader asks for one. */
import { useExplorer, useView } from '../../../state/binding.tsx';
import { LazyPlace } from '../../ui/LazyPlace.tsx';
import { lazyPart } from '../../ui/lazyPart.ts';
import type { SpectralGhostSourceProps } from './SpectralGhostSource.tsx';

const source = lazyPart<SpectralGhostSourceProps>(() => import('./SpectralGhostSource.tsx').then(({ SpectralGhostSource }) => SpectralGhostSource));

export function SpectralGhostPlace(props: Omit<SpectralGhostSourceProps, 'graph'>) {
  const { commands } = useExplorer();
  const graph = useView((state) => state.overlayGraph);
  if (graph === null) return null;
  return <LazyPlace part={source} given={{ ...props, graph }} name="The spectral embedding" onGiveUp={() => commands.showOverlay(null)} />;
}
