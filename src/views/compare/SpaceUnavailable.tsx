/** Above the stage, once for all panels: why they are drawn in 2D although 3D was asked for. */
import { useExplorer, useView } from '../../state/binding.tsx';
import { CloseIcon } from '../controls/icons.tsx';

export function SpaceUnavailable() {
  const { view } = useExplorer();
  const reason = useView((state) => state.spaceUnavailable);
  const mode = useView((state) => state.mode);
  if (reason === null || mode === 'space') return null;
  return (
    <div className="space-unavailable" role="status" data-testid="space-unavailable">
      <p>{reason} The picture stays in 2D.</p>
      <button type="button" className="button button-small" onClick={() => view.getState().update({ mode: 'space', spaceUnavailable: null })}>
        Try 3D again
      </button>
      <button
        type="button"
        className="button button-icon button-quiet button-small"
        aria-label="Dismiss: 3D is not available"
        onClick={() => view.getState().update({ spaceUnavailable: null })}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
