/** Recordings behind addresses, one or several. */
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { readAddresses } from '../../state/opening/addresses.ts';
import { Button } from '../ui/Button.tsx';
import { Fault, Hint } from '../ui/Text.tsx';
import { Subtitle } from '../ui/TitledDialog.tsx';
import { classNames } from '../ui/classNames.ts';
import * as styles from './open.module.css';

export function AddressForm({ onOpened }: { readonly onOpened: () => void }) {
  const { commands } = useExplorer();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const id = useId();

  function open(): void {
    const { urls, unread } = readAddresses(text);
    const [first] = unread;
    if (first !== undefined) {
      setFault(`“${shortened(first)}” is not an http or https address. Give the full address, beginning with https://.`);
      return;
    }
    if (urls.length === 0) {
      setFault('Type or paste the address of a recording.');
      return;
    }
    commands.openAddresses(urls);
    onOpened();
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    open();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    open();
  };

  return (
    <form className={styles.part} onSubmit={submit}>
      <Subtitle as="label" htmlFor={id}>
        From an address
      </Subtitle>
      <div className={classNames(styles.row, styles.rowField)}>
        <textarea
          id={id}
          className={styles.address}
          data-testid="open-address"
          rows={2}
          spellCheck={false}
          placeholder="https://…/recording.safetensors"
          value={text}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-hint`}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setFault(null);
          }}
        />
        <Button type="submit">
          Open
        </Button>
      </div>
      {fault === null ? (
        <Hint id={`${id}-hint`}>
          Several go on lines of their own. The server must let other sites read the file; one that serves byte ranges sends only the layers
          you look at.
        </Hint>
      ) : (
        <Fault id={`${id}-hint`} role="alert">
          {fault}
        </Fault>
      )}
    </form>
  );
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
