/** The verdict in full, over the right column: the finding in a sentence, its exact terms and every doubt, with the words of the trade explained where they stand. */
import { Fragment, useEffect, useRef } from 'react';
import type { Finding } from '../../state/figures/finding.ts';
import { Button } from '../ui/Button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import * as styles from './findingDetails.module.css';

const TERMS: Readonly<Record<string, string>> = {
  'slowest modes': 'Modes are the patterns of a graph, as tones of a string: the slowest change least from neighbour to neighbour, and draw its shape',
  'slowest mode': 'Modes are the patterns of a graph, as tones of a string: the slowest changes least from neighbour to neighbour',
  energy: 'Normalised Dirichlet energy: squared distance of neighbours on the graph over that of any two words. 0 = at one place, 1 = as far apart as any',
  'in all dimensions': 'In every direction of the layer, not only those that are drawn',
  relabelled: 'The same points with the words dealt out to them anew, many times: what chance gives, 5 to 95 %',
  relabellings: 'The same points with the words dealt out to them anew, many times',
  corrected: 'Whoever tests many contexts finds something by chance: p after Benjamini and Yekutieli allows for that',
  'assignments of words': 'Which word stands on which node; recordings with other assignments test whether these words matter',
  'word counts': 'A predictor that counts words and knows nothing of their order',
};

const ANY_TERM = new RegExp(`\\b(${Object.keys(TERMS).join('|')})\\b`, 'i');

/** Words with the terms among them explained to whoever points at them. */
function Explained({ words }: { readonly words: string }) {
  return words.split(ANY_TERM).map((part, i) => (
    <Fragment key={i}>{i % 2 === 1 ? <abbr title={TERMS[part.toLowerCase()]}>{part}</abbr> : part}</Fragment>
  ));
}

function Sentences({ title, of }: { readonly title: string; readonly of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {of.map((sentence) => (
          <li key={sentence}>
            <Explained words={sentence} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function FindingDetails({ finding: { line, terms, doubts, complete }, onClose }: { readonly finding: Finding; readonly onClose: () => void }) {
  const close = useRef<HTMLButtonElement>(null);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const before = document.activeElement;
    close.current?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      latest.current();
    };
    // Before the page takes the key for the picture.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <section className={styles.drawer} aria-label="Details of the verdict" data-testid="verdict-drawer">
      <div className={styles.head}>
        <h2>What was tested</h2>
        <Button ref={close} kind="quiet" icon aria-label="Close the details" onClick={onClose}>
          <CloseIcon />
        </Button>
      </div>
      <div className={styles.body} tabIndex={0} role="group" aria-label="Terms and doubts">
        <p>
          <Explained words={line} />
        </p>
        {!complete && <p className={styles.waiting}>Not all has been drawn yet.</p>}
        <Sentences title="Doubts" of={doubts} />
        <Sentences title="In exact terms" of={terms} />
      </div>
    </section>
  );
}
