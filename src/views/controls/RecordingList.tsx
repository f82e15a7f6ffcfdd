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
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import { useExplorer, useRecordings } from '../../state/binding.tsx';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import { PagePopover } from '../ui/DialogPopover.tsx';
import type { PopoverOpening } from '../ui/PopoverButton.tsx';
import { pickerGroups, type PickerRow } from './recordingGroups.ts';
import * as styles from './recordingPicker.module.css';

function RecordingOption({ row }: { readonly row: PickerRow }) {
  return (
    <ListBoxItem id={row.id} textValue={row.search} className={styles.recordingOption!} data-testid={`recording-${row.id}`}>
      <Text slot="label" className={styles.recordingOptionTitle}>
        {row.title}
      </Text>
      <span className={styles.recordingOptionMeta}>{row.summary}</span>
      <Text slot="description" className={styles.recordingOptionDescription}>
        {row.description}
      </Text>
    </ListBoxItem>
  );
}

export function RecordingList(opening: PopoverOpening) {
  const { commands } = useExplorer();
  const panel = useFocusPanel();
  const catalog = useRecordings((state) => state.catalog);
  const { contains } = useFilter({ sensitivity: 'base' });
  const recordings = useRecordings((state) => state.recordings);
  const groups = useMemo(
    () => pickerGroups(catalog.status === 'ready' ? catalog.entries : [], recordings),
    [catalog, recordings],
  );

  return (
    <PagePopover {...opening} className={styles.popover} placement="bottom start" offset={4} maxHeight={560}>
      <Dialog className={styles.dialog!} aria-label="Recordings">
        <Autocomplete filter={(text, input) => input.split(/\s+/).every((word) => contains(text, word))}>
          <SearchField className={styles.search!} aria-label="Search recordings" autoFocus>
            <Input className={styles.input!} placeholder="Search title, model, task" />
          </SearchField>
          <ListBox
            className={styles.list!}
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
              <p className={styles.empty}>
                {catalog.status === 'ready' ? 'No recording matches.' : 'The list of samples is not available.'}
              </p>
            )}
          >
            {(group) => (
              <ListBoxSection id={group.id}>
                <Header className={styles.group}>{group.title}</Header>
                <Collection items={group.rows}>{(row) => <RecordingOption row={row} />}</Collection>
              </ListBoxSection>
            )}
          </ListBox>
        </Autocomplete>
      </Dialog>
    </PagePopover>
  );
}
