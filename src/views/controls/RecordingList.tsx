/** The recordings, grouped by task: a list that can be searched. */
import { useMemo } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
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
import type { PopoverOpening } from '../ui/PopoverButton.tsx';
import { pickerGroups, type PickerRow } from './recordingGroups.ts';
import { usePopoverHome } from '../ui/popoverHome.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';

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

export function RecordingList(opening: PopoverOpening) {
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

  return (
    <Popover {...home} {...opening} className="popover picker-popover" placement="bottom start" offset={4} maxHeight={560}>
      <Dialog className="picker-dialog" aria-label="Recordings">
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
              opening.onOpenChange(false);
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
      </Dialog>
    </Popover>
  );
}
