/** The arrays of a file, each with the role that the reader gives it. */
import { useId, useState } from 'react';
import type { ArrayRole, ListedArray, MeansAxis } from '../../core/import/mapping.ts';
import { useExplorer } from '../../state/binding.tsx';
import type { ImportDraft } from '../../state/opening/importing.ts';
import { axesFor, choiceOf, choicesFor, type RoleChoice, roleOf, withAxes, withChoice, withRole } from '../../state/opening/mappingEdits.ts';
import { Select } from '../ui/Field.tsx';
import { Hint } from '../ui/Text.tsx';
import { NumberField } from './NumberField.tsx';
import * as styles from './mapping.module.css';
import { arrayText, axesWords, inOrderOfInterest, ROLE_NAMES, valuesText } from './mappingWords.ts';

interface AxesChoiceProps {
  readonly array: Pick<ListedArray, 'name' | 'shape'>;
  readonly axes: readonly MeansAxis[];
  readonly onChange: (axes: readonly MeansAxis[]) => void;
}

/** What each axis of class means runs along. */
export function AxesChoice({ array: { name, shape }, axes, onChange }: AxesChoiceProps) {
  const readings = axesFor({ shape }, axes);
  return (
    <Select
      aria-label={`Axes of ${name}`}
      value={axes.join()}
      onChange={(event) => {
        const chosen = readings.find((reading) => reading.join() === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {readings.map((reading) => (
        <option key={reading.join()} value={reading.join()}>
          {axesWords(reading, shape)}
        </option>
      ))}
    </Select>
  );
}

interface ArrayRowProps {
  readonly array: ListedArray;
  readonly draft: ImportDraft;
}

/** One array: what it looks like, what it is, and which context and layer it belongs to. */
export function ArrayRow({ array, draft }: ArrayRowProps) {
  const { commands } = useExplorer();
  const id = useId();
  const { mapping, check, proposal } = draft;
  const role = roleOf(mapping, array.name);
  const choice = choiceOf(role);
  const guessed = proposal.guess.reasons.find((reason) => reason.array === array.name);
  const reason = guessed !== undefined && choice === choiceOf(roleOf(proposal.guess.mapping, array.name)) ? guessed : null;
  const faulty = check.issues.some((issue) => issue.array === array.name);
  const values = valuesText(array);
  return (
    <li className={styles.row} data-faulty={faulty || undefined} data-ignored={role === null || undefined} data-testid={`array-${array.name}`}>
      <div className={styles.array}>
        <label className={styles.name} htmlFor={id}>
          {array.name === '' ? '(no name)' : array.name}
        </label>
        <span className={styles.shape}>{arrayText(array)}</span>
        {reason !== null ? (
          <span className={styles.reason}>
            {reason.confidence === 'certain' ? '' : reason.confidence === 'likely' ? 'Likely. ' : 'Not sure. '}
            {reason.reason}
          </span>
        ) : (
          values !== null && <span className={styles.reason}>{values}</span>
        )}
      </div>
      <div className={styles.role}>
        <Select
          id={id}
          aria-label={`What ${array.name} is`}
          value={choice}
          onChange={(event) => commands.changeMapping(withChoice(mapping, array, event.currentTarget.value as RoleChoice))}
        >
          {choicesFor(array, choice).map((one) => (
            <option key={one} value={one}>
              {ROLE_NAMES[one]}
            </option>
          ))}
        </Select>
        {role?.kind === 'means' && <AxesChoice array={array} axes={role.axes} onChange={(axes) => commands.changeMapping(withAxes(mapping, proposal.listing, array.name, axes))} />}
        {role !== null && <RoleNumbers array={array.name} role={role} onChange={(next) => commands.changeMapping(withRole(mapping, array.name, next))} />}
      </div>
    </li>
  );
}

interface RoleNumbersProps {
  readonly array: string;
  readonly role: ArrayRole;
  readonly onChange: (role: ArrayRole) => void;
}

/** The numbers that a role needs and the array's axes do not say. */
function RoleNumbers({ array, role, onChange }: RoleNumbersProps) {
  switch (role.kind) {
    case 'means':
      return (
        <div className={styles.numbers}>
          {!role.axes.includes('contexts') && <NumberField label="Context" of={array} value={role.context} onChange={(context) => onChange({ ...role, context })} />}
          {!role.axes.includes('layers') && <NumberField label="Layer" of={array} value={role.layer} onChange={(layer) => onChange({ ...role, layer })} />}
        </div>
      );
    case 'presence':
    case 'counts':
    case 'accuracy':
      return (
        <div className={styles.numbers}>
          <NumberField label="Context" of={array} value={role.context} empty="all" onChange={(context) => onChange({ ...role, context })} />
        </div>
      );
    case 'context-graph':
    case 'reference-graph':
      return role.form === 'adjacency' ? (
        <div className={styles.numbers}>
          <NumberField label="Edge above" of={array} value={role.above} fraction onChange={(above) => onChange({ ...role, above: above ?? 0 })} />
        </div>
      ) : null;
    default:
      return null;
  }
}

/** Rows drawn at once; a file may hold thousands of arrays. */
const ROWS = 200;

/** Every array with its role. Those that have one when the panel opens stand first, and stay where they are. */
export function ArrayList({ draft }: { readonly draft: ImportDraft }) {
  const { listing, mapping } = draft.proposal;
  const [{ used, ignored }] = useState(() => inOrderOfInterest(listing, mapping));
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const others = ignored.filter(({ name }) => wanted === '' || name.toLowerCase().includes(wanted));
  return (
    <div className={styles.arrays}>
      <ul aria-label="Arrays">
        {used.slice(0, ROWS).map((array) => (
          <ArrayRow key={array.name} array={array} draft={draft} />
        ))}
        {used.length > 0 && ignored.length > 0 && (
          <li className={styles.divider}>
            {ignored.length} other {ignored.length === 1 ? 'array' : 'arrays'}
          </li>
        )}
        {ignored.length > ROWS && (
          <li className={styles.filter}>
            <input className={styles.input} type="search" aria-label="Find an array by name" placeholder="Find by name" value={filter} onChange={(event) => setFilter(event.currentTarget.value)} />
          </li>
        )}
        {others.slice(0, ROWS).map((array) => (
          <ArrayRow key={array.name} array={array} draft={draft} />
        ))}
        {others.length > ROWS && <Hint as="li">{others.length - ROWS} more are not listed; find them by name.</Hint>}
      </ul>
    </div>
  );
}
