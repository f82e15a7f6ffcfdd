/** Recording, its description and licence, and the other recordings of the same task and size. */
import { useId } from 'react';
import { useExplorer, useRecordings } from '../../state/binding.tsx';
import type { CatalogEntry } from '../../state/recordings/catalog.ts';
import { MappingButton } from '../import/MappingButton.tsx';
import { shortModelName } from '../ui/formatNumber.ts';
import { OpenFileButton } from '../open/OpenFileButton.tsx';
import { replicateLetter, siblings } from './recordingGroups.ts';
import { RecordingPicker } from './RecordingPicker.tsx';
import { Section } from '../ui/Section.tsx';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';

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
    <div className={models.size > 1 ? 'field field-stacked' : 'field'}>
      <label className="field-label" htmlFor={id}>
        {models.size > 1 ? 'Model and words' : 'Replicate'}
      </label>
      <select
        id={id}
        className="select"
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
      </select>
    </div>
  );
}

/** Licence and citation: one line until the reader wants the rest. */
function Terms({ licence, citation }: { readonly licence: string; readonly citation: string }) {
  if (licence === '' && citation === '') return null;
  return (
    <details className="terms">
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
      {description !== '' && <p className="hint hint-description">{description}</p>}
      <Terms licence={licence} citation={citation} />
      {panel !== null && <MappingButton recordingId={panel.spec.recordingId} recording={panel.recording} />}
    </Section>
  );
}
