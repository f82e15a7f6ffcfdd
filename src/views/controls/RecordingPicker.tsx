/** Which recording is shown: a searchable list grouped by task, and what the chosen one is. */
import { useMemo } from 'react';
import {
  Autocomplete,
  Button,
  Collection,
  Dialog,
  DialogTrigger,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import { useExplorer, useRecordings } from '../../state/binding.tsx';
import { ChevronDownIcon } from './icons.tsx';
import { entrySummary, metadataSummary, pickerGroups, type PickerRow } from './pickerRows.ts';
import { usePopoverHome } from './popoverHome.ts';
import { useFocusPanel } from './useFocusPanel.ts';
import './recordingPicker.css';

function RecordingOption({ row }: { readonly row: PickerRow }) {
  return (
    <ListBoxItem id={row.id} textValue={row.search} className="recording-option" data-testid={`recording-${row.id}`}>
      <Text slot="label" className="recording-option-title">
        {row.title}
      </Text>
      <span className="recording-option-meta">{row.summary}</span>
      <Text slot="description" className="recording-option-description">
        {row.description}
      </Text>
    </ListBoxItem>
  );
}

export function RecordingPicker() {
  const { commands } = useExplorer();
  const home = usePopoverHome();
  const panel = useFocusPanel();
  const catalog = useRecordings((state) => state.catalog);
  const { contains } = useFilter({ sensitivity: 'base' });
  const recordings = useRecordings((state) => state.recordings);
  const groups = useMemo(
    () => pickerGroups(catalog.status === 'ready' ? catalog.entries : [], recordings),
    [catalog, recordings],
  );

  const metadata = panel?.recording?.status === 'ready' ? panel.recording.info.metadata : null;
  const title = metadata?.title ?? panel?.entry?.title ?? 'Choose a recording';
  const details = metadata !== null ? metadataSummary(metadata) : panel !== null && panel.entry !== null ? entrySummary(panel.entry) : '';

  return (
    <DialogTrigger>
      <Button className="picker-button" data-testid="recording-picker">
        <span className="picker-text">
          <span className="visually-hidden">Recording: </span>
          <span className="picker-title">{title}</span>
          <span className="picker-meta">{details}</span>
        </span>
        <ChevronDownIcon />
      </Button>
      <Popover {...home} className="popover picker-popover" placement="bottom start" offset={4} maxHeight={560}>
        <Dialog className="picker-dialog" aria-label="Recordings">
          {({ close }) => (
            <Autocomplete filter={(text, input) => input.split(/\s+/).every((word) => contains(text, word))}>
              <SearchField className="picker-search" aria-label="Search recordings" autoFocus>
                <Input className="picker-input" placeholder="Search title, model, task" />
              </SearchField>
              <ListBox
                className="picker-list"
                aria-label="Recordings by task"
                items={groups}
                selectionMode="single"
                selectedKeys={panel === null ? [] : [panel.spec.recordingId]}
                onSelectionChange={(keys) => {
                  const [id] = keys === 'all' ? [] : keys;
                  if (id !== undefined) commands.chooseRecording(String(id));
                  close();
                }}
                renderEmptyState={() => (
                  <p className="picker-empty">
                    {catalog.status === 'ready' ? 'No recording matches.' : 'The list of samples is not available.'}
                  </p>
                )}
              >
                {(group) => (
                  <ListBoxSection id={group.id}>
                    <Header className="picker-group">{group.title}</Header>
                    <Collection items={group.rows}>{(row) => <RecordingOption row={row} />}</Collection>
                  </ListBoxSection>
                )}
              </ListBox>
            </Autocomplete>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
