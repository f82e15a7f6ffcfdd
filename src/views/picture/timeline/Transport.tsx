/** Play, pause and step. */
import { useExplorer, useView } from '../../../state/binding.tsx';
import { FirstIcon, LastIcon, PauseIcon, PlayIcon, StepBackIcon, StepForwardIcon } from '../../ui/icons.tsx';

export function Transport() {
  const { commands } = useExplorer();
  const playing = useView((state) => state.playing);
  return (
    <div className="transport" role="group" aria-label="Playback">
      <button
        type="button"
        className="button button-icon button-quiet transport-end"
        aria-label="First context"
        onClick={() => commands.seekFirst()}
      >
        <FirstIcon />
      </button>
      <button
        type="button"
        className="button button-icon button-quiet"
        aria-label="Previous context"
        data-testid="step-back"
        onClick={() => commands.step(-1)}
      >
        <StepBackIcon />
      </button>
      <button
        type="button"
        className="button button-icon button-primary"
        aria-label={playing ? 'Pause' : 'Play'}
        data-testid="play"
        onClick={() => commands.togglePlay()}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <button
        type="button"
        className="button button-icon button-quiet"
        aria-label="Next context"
        data-testid="step-forward"
        onClick={() => commands.step(1)}
      >
        <StepForwardIcon />
      </button>
      <button
        type="button"
        className="button button-icon button-quiet transport-end"
        aria-label="Last context"
        onClick={() => commands.seekLast()}
      >
        <LastIcon />
      </button>
    </div>
  );
}
