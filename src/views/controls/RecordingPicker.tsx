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
import type { CatalogEntry } from '../../state/catalog.ts';
import { formatTokens, shortModelName } from './formatNumber.ts';
import { ChevronDownIcon } from './icons.tsx';
import { groupRecordings, searchText } from './recordingGroups.ts';
import { useFocusPanel } from './useFocusPanel.ts';
import './recordingPicker.css';

function summary(entry: CatalogEntry): string {
  return `${shortModelName(entry.model.id)} · ${entry.nodes} nodes · ${formatTokens(entry.task.length)}`;
}

function RecordingOption({ entry }: { readonly entry: CatalogEntry }) {
  return (
    <ListBoxItem
      id={entry.id}
      textValue={searchText(entry)}
      className="recording-option"
      data-testid={`recording-${entry.id}`}
    >
      <Text slot="label" className="recording-option-title">
        {entry.title}
      </Text>
      <span className="recording-option-meta">{summary(entry)}</span>
      <Text slot="description" className="recording-option-description">
        {entry.description}
      </Text>
    </ListBoxItem>
  );
}

export function RecordingPicker() {
  const { commands } = useExplorer();
  const panel = useFocusPanel();
  const catalog = useRecordings((state) => state.catalog);
  const { contains } = useFilter({ sensitivity: 'base' });
  const groups = useMemo(() => (catalog.status === 'ready' ? groupRecordings(catalog.entries) : []), [catalog]);

  const metadata = panel?.recording?.status === 'ready' ? panel.recording.info.metadata : null;
  const title = metadata?.title ?? panel?.entry?.title ?? 'Choose a recording';
  const details = panel?.entry != null ? summary(panel.entry) : metadata !== null ? shortModelName(metadata.model.id) : '';

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
      <Popover className="popover picker-popover" placement="bottom start" offset={4} maxHeight={560}>
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
                onAction={(key) => {
                  commands.chooseRecording(String(key));
                  close();
                }}
                onSelectionChange={(keys) => {
                  const [id] = keys === 'all' ? [] : keys;
                  if (id !== undefined && id !== panel?.spec.recordingId) commands.chooseRecording(String(id));
                  close();
                }}
                renderEmptyState={() => (
                  <p className="picker-empty">
                    {catalog.status === 'ready' ? 'No recording matches.' : 'The list of samples is not available.'}
                  </p>
                )}
              >
                {(group) => (
                  <ListBoxSection id={`group-${group.kind}`}>
                    <Header className="picker-group">{group.title}</Header>
                    <Collection items={group.entries}>{(entry) => <RecordingOption entry={entry} />}</Collection>
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
