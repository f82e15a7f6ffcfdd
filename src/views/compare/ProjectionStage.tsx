/** The projection of one panel in 2D or 3D; where 3D cannot be drawn the 2D view stays and says why. */
import { Component, lazy, Suspense, useState, type ReactNode } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { PlaneView } from '../plane/PlaneView.tsx';

const SpaceView = lazy(() => import('../space/index.ts'));

interface ProjectionStageProps {
  readonly panel: number;
}

export function ProjectionStage({ panel }: ProjectionStageProps) {
  const { view } = useExplorer();
  const mode = useView((state) => state.mode);
  const [reason, setReason] = useState<string | null>(null);
  if (mode === 'plane') return <PlaneView panel={panel} />;
  if (reason !== null) {
    return (
      <>
        <PlaneView panel={panel} />
        <div className="space-unavailable" role="status" data-testid="space-unavailable">
          <p>{reason}</p>
          <button type="button" className="button button-small" onClick={() => setReason(null)}>
            Try 3D again
          </button>
          <button type="button" className="button button-small" onClick={() => view.getState().update({ mode: 'plane' })}>
            Stay in 2D
          </button>
        </div>
      </>
    );
  }
  return (
    <SpaceBoundary onFailure={setReason}>
      <Suspense fallback={<PlaneView panel={panel} />}>
        <SpaceView panel={panel} onUnavailable={setReason} />
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
    const message = error instanceof Error ? error.message : String(error);
    this.props.onFailure(`The 3D view could not start (${message}). The 2D view is shown instead.`);
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
