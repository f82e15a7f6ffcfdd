/** Undo and redo of the view, named by what they would take back. */
import { useExplorer, useSteps } from '../state/binding.tsx';
import { RedoIcon, UndoIcon } from '../views/controls/icons.tsx';

export function UndoButtons() {
  const { steps } = useExplorer();
  const { undo, redo } = useSteps();
  return (
    <div className="header-undo" role="group" aria-label="Changes of the view">
      <button
        type="button"
        className="button button-icon button-quiet"
        data-testid="undo"
        aria-label={undo === null ? 'Undo' : `Undo: ${undo}`}
        title={undo === null ? 'Nothing to undo' : `Undo: ${undo} (Ctrl+Z)`}
        disabled={undo === null}
        onClick={steps.undo}
      >
        <UndoIcon />
      </button>
      <button
        type="button"
        className="button button-icon button-quiet"
        data-testid="redo"
        aria-label={redo === null ? 'Redo' : `Redo: ${redo}`}
        title={redo === null ? 'Nothing to redo' : `Redo: ${redo} (Ctrl+Shift+Z)`}
        disabled={redo === null}
        onClick={steps.redo}
      >
        <RedoIcon />
      </button>
    </div>
  );
}
