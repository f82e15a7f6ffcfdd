/** What the shown recording is, and a button that leads to the others. */
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { PopoverButton, type PopoverOpening } from '../ui/PopoverButton.tsx';
import { VisuallyHidden } from '../ui/Text.tsx';
import { ChevronDownIcon } from '../ui/icons.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import * as styles from './recordingPicker.module.css';
import { entrySummary, metadataSummary } from './recordingSummary.ts';

const recordingList = lazyPart<PopoverOpening>(() => import('./RecordingList.tsx').then(({ RecordingList }) => RecordingList));

export function RecordingPicker() {
  const panel = useFocusPanel();
  const metadata = panel?.recording?.status === 'ready' ? panel.recording.info.metadata : null;
  const title = metadata?.title ?? panel?.entry?.title ?? 'Choose a recording';
  const details = metadata !== null ? metadataSummary(metadata) : panel !== null && panel.entry !== null ? entrySummary(panel.entry) : '';
  return (
    <PopoverButton part={recordingList} given={{}} name="The list of recordings" opens="dialog" className={styles.button!} testId="recording-picker">
      <span className={styles.text}>
        <VisuallyHidden as="span">Recording: </VisuallyHidden>
        <span className={styles.title}>{title}</span>
        <span className={styles.meta}>{details}</span>
      </span>
      <ChevronDownIcon />
    </PopoverButton>
  );
}
