/** Recordings behind addresses, one or several. */
import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { readAddresses } from '../../state/opening/addresses.ts';

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
    <form className="open-part" onSubmit={submit}>
      <label className="open-subtitle" htmlFor={id}>
        From an address
      </label>
      <div className="open-row open-row-field">
        <textarea
          id={id}
          className="open-address"
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
        <button type="submit" className="button">
          Open
        </button>
      </div>
      {fault === null ? (
        <p className="hint" id={`${id}-hint`}>
          Several go on lines of their own. The server must let other sites read the file; one that serves byte ranges sends only the layers
          you look at.
        </p>
      ) : (
        <p className="open-fault" id={`${id}-hint`} role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
