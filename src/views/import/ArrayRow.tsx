import { useId } from 'react';
import type { ArrayRole, ListedArray } from '../../core/import/mapping.ts';
import { useExplorer } from '../../state/binding.tsx';
import type { ImportDraft } from '../../state/opening/importing.ts';
import { choiceOf, choicesFor, roleOf, withAxes, withChoice, withRole, type RoleChoice } from '../../state/opening/mappingEdits.ts';
import { AxesChoice } from './AxesChoice.tsx';
import { arrayText, ROLE_NAMES, valuesText } from './mappingWords.ts';
import { NumberField } from './NumberField.tsx';

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
    <li className="mapping-row" data-faulty={faulty || undefined} data-ignored={role === null || undefined} data-testid={`array-${array.name}`}>
      <div className="mapping-array">
        <label className="mapping-name" htmlFor={id}>
          {array.name === '' ? '(no name)' : array.name}
        </label>
        <span className="mapping-shape numeric">{arrayText(array)}</span>
        {reason !== null ? (
          <span className="mapping-reason">
            {reason.confidence === 'certain' ? '' : reason.confidence === 'likely' ? 'Likely. ' : 'Not sure. '}
            {reason.reason}
          </span>
        ) : (
          values !== null && <span className="mapping-reason">{values}</span>
        )}
      </div>
      <div className="mapping-role">
        <select
          id={id}
          className="select"
          aria-label={`What ${array.name} is`}
          value={choice}
          onChange={(event) => commands.changeMapping(withChoice(mapping, array, event.currentTarget.value as RoleChoice))}
        >
          {choicesFor(array, choice).map((one) => (
            <option key={one} value={one}>
              {ROLE_NAMES[one]}
            </option>
          ))}
        </select>
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
        <div className="mapping-numbers">
          {!role.axes.includes('contexts') && <NumberField label="Context" of={array} value={role.context} onChange={(context) => onChange({ ...role, context })} />}
          {!role.axes.includes('layers') && <NumberField label="Layer" of={array} value={role.layer} onChange={(layer) => onChange({ ...role, layer })} />}
        </div>
      );
    case 'presence':
    case 'counts':
    case 'accuracy':
      return (
        <div className="mapping-numbers">
          <NumberField label="Context" of={array} value={role.context} empty="all" onChange={(context) => onChange({ ...role, context })} />
        </div>
      );
    case 'context-graph':
    case 'reference-graph':
      return role.form === 'adjacency' ? (
        <div className="mapping-numbers">
          <NumberField label="Edge above" of={array} value={role.above} fraction onChange={(above) => onChange({ ...role, above: above ?? 0 })} />
        </div>
      ) : null;
    default:
      return null;
  }
}
