/** How the nulls are drawn: how many, and from which seed. */
import type { ReactNode } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { PERMUTATION_CHOICES } from '../../state/evidence/evidenceCommands.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Field.tsx';
import * as styles from './evidence.module.css';

export function NullChoices({ children }: { readonly children?: ReactNode }) {
  const { commands } = useExplorer();
  const permutations = useView((state) => state.permutations);
  const seed = useView((state) => state.seed);
  return (
    <div className={styles.options}>
      {children}
      <label className={styles.option}>
        Relabellings
        <Select
          data-testid="permutations"
          value={permutations}
          onChange={(event) => commands.setPermutations(Number(event.currentTarget.value))}
        >
          {PERMUTATION_CHOICES.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </Select>
      </label>
      <span className={styles.option}>
        seed {seed}
        <Button size="small" data-testid="redraw" onClick={() => commands.setEvidenceSeed(seed + 1)}>
          Draw anew
        </Button>
      </span>
    </div>
  );
}
