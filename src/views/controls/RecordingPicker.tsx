/** What the shown recording is, and a button that leads to the others. */
import { lazyPart } from '../ui/lazyPart.ts';
import { PopoverButton, type PopoverOpening } from '../ui/PopoverButton.tsx';
import { ChevronDownIcon } from '../ui/icons.tsx';
import { entrySummary, metadataSummary } from './recordingGroups.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import './recordingPicker.css';

const recordingList = lazyPart<PopoverOpening>(() => import('./RecordingList.tsx').then(({ RecordingList }) => RecordingList));

export function RecordingPicker() {
  const panel = useFocusPanel();
  const metadata = panel?.recording?.status === 'ready' ? panel.recording.info.metadata : null;
  const title = metadata?.title ?? panel?.entry?.title ?? 'Choose a recording';
  const details = metadata !== null ? metadataSummary(metadata) : panel !== null && panel.entry !== null ? entrySummary(panel.entry) : '';
  return (
    <PopoverButton part={recordingList} given={{}} name="The list of recordings" opens="dialog" className="picker-button" testId="recording-picker">
      <span className="picker-text">
        <span className="visually-hidden">Recording: </span>
        <span className="picker-title">{title}</span>
        <span className="picker-meta">{details}</span>
      </span>
      <ChevronDownIcon />
    </PopoverButton>
  );
}
