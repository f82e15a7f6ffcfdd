/** What no array says: title, model, contexts and layers by hand, and a graph by name. */
import { useId, useState } from 'react';
import type { BuiltGraph, ImportMapping } from '../../core/import/mapping.ts';
import { useExplorer } from '../../state/binding.tsx';
import type { ImportDraft } from '../../state/opening/importing.ts';
import { Select, Toggle } from '../ui/Field.tsx';
import { Fault } from '../ui/Text.tsx';
import { classNames } from '../ui/classNames.ts';
import { NumberField } from './NumberField.tsx';
import * as styles from './mapping.module.css';
import { GRAPH_NAMES, parseNumbers } from './mappingWords.ts';

type Change = (part: Partial<ImportMapping>) => void;

export function MappingOptions({ draft }: { readonly draft: ImportDraft }) {
  const { commands } = useExplorer();
  const { mapping } = draft;
  const change: Change = (part) => commands.changeMapping({ ...mapping, ...part });
  const kinds = new Set(mapping.roles.map(({ role }) => role.kind));
  return (
    <div className={styles.options}>
      <TextField label="Title" value={mapping.title} placeholder="the file's name" onChange={(title) => change({ title })} />
      <TextField label="Model" value={mapping.model} placeholder="not stated" onChange={(model) => change({ model })} />
      <ListField label="Contexts" value={mapping.contexts} placeholder={kinds.has('contexts') ? 'from the list of contexts' : '200, 400, 1400'} onChange={(contexts) => change({ contexts })} />
      <ListField label="Layers" value={mapping.layers} placeholder={kinds.has('layers') ? 'from the layer numbers' : '26'} onChange={(layers) => change({ layers })} />
      {!kinds.has('context-graph') && <GraphChoice graph={mapping.builtGraph} onChange={(builtGraph) => change({ builtGraph })} />}
      <Toggle checked={mapping.calendar} onChange={(calendar) => change({ calendar })}>
        <span>Calendar as a reference graph, where the words are months or days</span>
      </Toggle>
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
}

function TextField({ label, value, placeholder, onChange }: TextFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input id={id} className={styles.input} maxLength={200} value={value} placeholder={placeholder} onChange={(event) => onChange(event.currentTarget.value)} />
    </div>
  );
}

interface ListFieldProps {
  readonly label: string;
  readonly value: readonly number[] | null;
  readonly placeholder: string;
  readonly onChange: (value: readonly number[] | null) => void;
}

/** Whole numbers, apart by commas or spaces. What is no such list is marked and not passed on. */
function ListField({ label, value, placeholder, onChange }: ListFieldProps) {
  const id = useId();
  const [text, setText] = useState(value?.join(', ') ?? '');
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setText(value?.join(', ') ?? '');
  }
  const valid = parseNumbers(text) !== undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={classNames(styles.input, styles.numeric)}
        value={text}
        placeholder={placeholder}
        aria-invalid={!valid || undefined}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          const numbers = parseNumbers(next);
          if (numbers === undefined) return;
          setShown(numbers);
          onChange(numbers);
        }}
      />
      {!valid && <Fault>Whole numbers, apart by commas.</Fault>}
    </div>
  );
}

interface GraphChoiceProps {
  readonly graph: BuiltGraph | null;
  readonly onChange: (graph: BuiltGraph | null) => void;
}

function GraphChoice({ graph, onChange }: GraphChoiceProps) {
  const id = useId();
  const sized = graph !== null && 'rows' in graph ? graph : null;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>Graph of the context</label>
      <Select
        id={id}
        data-testid="built-graph"
        value={graph?.kind ?? 'none'}
        onChange={(event) => {
          const kind = Object.keys(GRAPH_NAMES).find((name): name is BuiltGraph['kind'] => name === event.currentTarget.value);
          onChange(kind === undefined ? null : kind === 'grid' ? { kind, rows: 4, cols: 4 } : kind === 'hex' ? { kind, rows: 3, cols: 3 } : { kind });
        }}
      >
        <option value="none">an array, chosen in the list</option>
        {Object.entries(GRAPH_NAMES).map(([kind, name]) => (
          <option key={kind} value={kind}>{name}</option>
        ))}
      </Select>
      {sized !== null && (
        <div className={styles.numbers}>
          <NumberField label="Rows" of="the graph" value={sized.rows} empty="" onChange={(rows) => onChange({ ...sized, rows: rows ?? 0 })} />
          <NumberField label="Columns" of="the graph" value={sized.cols} empty="" onChange={(cols) => onChange({ ...sized, cols: cols ?? 0 })} />
        </div>
      )}
    </div>
  );
}
