/** The stories there are, each with a way in. */
import { useEffect } from 'react';
import { useExplorer, useTours } from '../../state/binding.tsx';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Text.tsx';
import * as styles from './storyList.module.css';

export function StoryList({ onBegin }: { readonly onBegin: () => void }) {
  const { tours } = useExplorer();
  const { listing } = useTours();
  useEffect(() => void tours.list(), [tours]);
  if (listing === null) return <Hint>Loading …</Hint>;
  if (listing.length === 0) return <Hint>There are no tours here.</Hint>;
  return (
    <ul className={styles.list}>
      {listing.map(({ id, title, about }) => (
        <li key={id}>
          <Button
            size="small"
            data-testid={`story-${id}`}
            onClick={() => {
              tours.begin(id);
              onBegin();
            }}
          >
            {title}
          </Button>
          <span>{about}</span>
        </li>
      ))}
    </ul>
  );
}
