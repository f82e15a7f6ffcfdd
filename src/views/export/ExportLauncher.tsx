/** The export dialog, whose code comes when it is first opened. */
import { Component, lazy, Suspense, useState, type ReactNode } from 'react';

const load = () => lazy(() => import('./ExportDialog.tsx'));
let current = load();

interface ExportLauncherProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ExportLauncher({ open, onClose }: ExportLauncherProps) {
  return open ? <Opened onClose={onClose} /> : null;
}

function Opened({ onClose }: { readonly onClose: () => void }) {
  const [ExportDialog] = useState(() => current);
  return (
    <LoadBoundary onClose={onClose}>
      <Suspense fallback={null}>
        <ExportDialog onClose={onClose} />
      </Suspense>
    </LoadBoundary>
  );
}

interface LoadBoundaryProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The code may not arrive. A lazy component remembers its failure, so the next opening starts afresh. */
class LoadBoundary extends Component<LoadBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    current = load();
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="export-lost" role="alert">
        <p>The export could not be loaded. Check the connection, then open it again.</p>
        <button type="button" className="button button-small" onClick={this.props.onClose}>
          Close
        </button>
      </div>
    );
  }
}
