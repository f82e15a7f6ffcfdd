import { useExplorer } from '../../state/binding.tsx';
import type { RecordingStatus } from '../../state/recordings/recordingsStore.ts';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Text.tsx';
import * as styles from './mappingButton.module.css';

interface MappingButtonProps {
  readonly recordingId: string;
  readonly recording: RecordingStatus | null;
}

/** Leads to the mapping of a recording that was made from a file of arrays, or that waits for one. */
export function MappingButton({ recordingId, recording }: MappingButtonProps) {
  const { commands } = useExplorer();
  const waits = recording?.status === 'error' && recording.failure.proposal !== undefined;
  if (!waits && !(recording?.status === 'ready' && recording.imported !== undefined)) return null;
  const remembered = recording.status === 'ready' && recording.imported?.origin === 'remembered';
  return (
    <div className={styles.entry}>
      <Hint as="span">{waits ? 'Its arrays wait for a mapping.' : remembered ? 'Made from arrays, as you mapped an earlier file.' : 'Made from arrays.'}</Hint>
      <Button size="small" data-testid="mapping-edit" onClick={() => commands.editMapping(recordingId)}>
        {remembered ? 'Change…' : 'Mapping…'}
      </Button>
    </div>
  );
}
