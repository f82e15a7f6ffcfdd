/** How the nulls are drawn: how many, and from which seed. */
import type { ReactNode } from 'react';
import { PERMUTATION_CHOICES } from '../../state/evidence/evidenceCommands.ts';
import { useExplorer, useView } from '../../state/binding.tsx';

export function NullChoices({ children }: { readonly children?: ReactNode }) {
  const { commands } = useExplorer();
  const permutations = useView((state) => state.permutations);
  const seed = useView((state) => state.seed);
  return (
    <div className="evidence-options">
      {children}
      <label className="evidence-option">
        Relabellings
        <select
          className="select"
          data-testid="permutations"
          value={permutations}
          onChange={(event) => commands.setPermutations(Number(event.currentTarget.value))}
        >
          {PERMUTATION_CHOICES.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </label>
      <span className="evidence-option">
        seed {seed}
        <button type="button" className="button button-small" data-testid="redraw" onClick={() => commands.setEvidenceSeed(seed + 1)}>
          Draw anew
        </button>
      </span>
    </div>
  );
}
