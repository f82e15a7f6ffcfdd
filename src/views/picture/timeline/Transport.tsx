/** Play, pause and step. */
import { useExplorer, useView } from '../../../state/binding.tsx';
import { Button } from '../../ui/Button.tsx';
import { FirstIcon, LastIcon, PauseIcon, PlayIcon, StepBackIcon, StepForwardIcon } from '../../ui/icons.tsx';
import * as styles from './timeline.module.css';

export function Transport() {
  const { commands } = useExplorer();
  const playing = useView((state) => state.playing);
  return (
    <div className={styles.transport} role="group" aria-label="Playback">
      <Button
        kind="quiet"
        icon
        className={styles.transportEnd}
        aria-label="First context"
        onClick={() => commands.seekFirst()}
      >
        <FirstIcon />
      </Button>
      <Button
        kind="quiet"
        icon
        aria-label="Previous context"
        data-testid="step-back"
        onClick={() => commands.step(-1)}
      >
        <StepBackIcon />
      </Button>
      <Button
        kind="primary"
        icon
        className={styles.play}
        aria-label={playing ? 'Pause' : 'Play'}
        data-testid="play"
        onClick={() => commands.togglePlay()}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </Button>
      <Button
        kind="quiet"
        icon
        aria-label="Next context"
        data-testid="step-forward"
        onClick={() => commands.step(1)}
      >
        <StepForwardIcon />
      </Button>
      <Button
        kind="quiet"
        icon
        className={styles.transportEnd}
        aria-label="Last context"
        onClick={() => commands.seekLast()}
      >
        <LastIcon />
      </Button>
    </div>
  );
}
