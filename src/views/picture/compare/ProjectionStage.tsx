/** The projection of one panel in 2D or 3D; where 3D cannot be drawn, all panels go back to 2D and the page says why. */
import { Component, Suspense, useCallback, useState, type ReactNode } from 'react';
import { useExplorer, useView } from '../../../state/binding.tsx';
import { PlaneView } from '../plane/PlaneView.tsx';
import { spaceViewPart } from './spaceViewPart.ts';

interface ProjectionStageProps {
  readonly panel: number;
}

export function ProjectionStage({ panel }: ProjectionStageProps) {
  const mode = useView((state) => state.mode);
  return mode === 'plane' ? <PlaneView panel={panel} /> : <SpaceProjection panel={panel} />;
}

function SpaceProjection({ panel }: ProjectionStageProps) {
  const { view } = useExplorer();
  const [SpaceView] = useState(spaceViewPart.component);
  const onUnavailable = useCallback(
    (reason: string) => view.getState().update({ mode: 'plane', spaceUnavailable: reason }),
    [view],
  );
  const onAvailable = useCallback(() => {
    if (view.getState().spaceUnavailable !== null) view.getState().update({ spaceUnavailable: null });
  }, [view]);
  return (
    <SpaceBoundary onFailure={onUnavailable}>
      <Suspense fallback={<PlaneView panel={panel} />}>
        <SpaceView panel={panel} onUnavailable={onUnavailable} onAvailable={onAvailable} />
      </Suspense>
    </SpaceBoundary>
  );
}

interface SpaceBoundaryProps {
  readonly onFailure: (reason: string) => void;
  readonly children: ReactNode;
}

/** Catches what fails while the 3D code loads or starts. */
class SpaceBoundary extends Component<SpaceBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    spaceViewPart.renew();
    const message = error instanceof Error ? error.message : String(error);
    this.props.onFailure(`The 3D view could not start (${message}). The 2D view is shown instead.`);
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
