/** Recording, its description and licence, and the other recordings of the same task and size. */
import { useId } from 'react';
import { useExplorer, useRecordings } from '../../state/binding.tsx';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import type { CatalogEntry } from '../../state/recordings/catalog.ts';
import { MappingButton } from '../import/MappingButton.tsx';
import { OpenFileButton } from '../open/OpenFileButton.tsx';
import { Field, FieldLabel, Select } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import { Hint } from '../ui/Text.tsx';
import { shortModelName } from '../ui/formatNumber.ts';
import { RecordingPicker } from './RecordingPicker.tsx';
import * as styles from './controls.module.css';
import { replicateLetter, siblings } from './recordingSummary.ts';

function SiblingSelect({ entry, others }: { readonly entry: CatalogEntry; readonly others: readonly CatalogEntry[] }) {
  const { commands, view } = useExplorer();
  const id = useId();
  const models = new Set(others.map((other) => other.model.id));
  const name = (other: CatalogEntry) => {
    const letter = replicateLetter(others, other);
    const short = shortModelName(other.model.id);
    const ambiguous = [...models].some((model) => model !== other.model.id && shortModelName(model) === short);
    const model = ambiguous ? other.model.id : short;
    if (letter === null) return model;
    return models.size > 1 ? `${model}, words ${letter}` : `Words ${letter}`;
  };
  return (
    <Field stacked={models.size > 1}>
      <FieldLabel htmlFor={id}>
        {models.size > 1 ? 'Model and words' : 'Replicate'}
      </FieldLabel>
      <Select
        id={id}
        data-testid="model-select"
        title={entry.model.id}
        value={entry.id}
        onChange={(event) => {
          const recordingId = event.currentTarget.value;
          const { panels, focus, updatePanel } = view.getState();
          if (panels.length > 1) updatePanel(focus, { recordingId, layer: null });
          else commands.chooseRecording(recordingId);
        }}
      >
        {others.map((other) => (
          <option key={other.id} value={other.id}>
            {name(other)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Licence and citation: one line until the reader wants the rest. */
function Terms({ licence, citation }: { readonly licence: string; readonly citation: string }) {
  if (licence === '' && citation === '') return null;
  return (
    <details className={styles.terms}>
      <summary>{licence === '' ? 'Citation' : `Licence: ${licence}`}</summary>
      {licence !== '' && <p>{licence}</p>}
      {citation !== '' && <p>Cite: {citation}</p>}
    </details>
  );
}

export function RecordingSection() {
  const panel = useFocusPanel();
  const catalog = useRecordings((state) => state.catalog);
  const entry = panel?.entry ?? null;
  const others = entry !== null && catalog.status === 'ready' ? siblings(catalog.entries, entry) : [];
  const metadata = panel?.recording?.status === 'ready' ? panel.recording.info.metadata : null;
  const description = metadata?.description ?? entry?.description ?? '';
  const licence = metadata?.licence ?? entry?.licence ?? '';
  const citation = metadata?.citation ?? '';
  return (
    <Section title="Recording" aside={<OpenFileButton />}>
      <RecordingPicker />
      {entry !== null && others.length > 1 && <SiblingSelect entry={entry} others={others} />}
      {description !== '' && <Hint>{description}</Hint>}
      <Terms licence={licence} citation={citation} />
      {panel !== null && <MappingButton recordingId={panel.spec.recordingId} recording={panel.recording} />}
    </Section>
  );
}
