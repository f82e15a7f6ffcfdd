/** The card of a story: its sentence, where it stands, and the ring around what it speaks of. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useExplorer, useTours, useView } from '../../state/binding.tsx';
import { Button } from '../ui/Button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import * as styles from './storyCard.module.css';

/** How often the place of the ringed element is looked at, in milliseconds: pictures and columns move under it. */
const LOOK_EVERY = 150;
const RING_GAP = 6;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The first element of that test id that is seen; null while there is none. */
function boxOf(testId: string): Box | null {
  for (const element of document.querySelectorAll(`[data-testid="${CSS.escape(testId)}"]`)) {
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width > 0 && height > 0) return { left, top, width, height };
  }
  return null;
}

function Ring({ around }: { readonly around: string }) {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    const look = () => setBox((before) => {
      const now = boxOf(around);
      return JSON.stringify(now) === JSON.stringify(before) ? before : now;
    });
    look();
    const timer = setInterval(look, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [around]);
  if (box === null) return null;
  return <div className={styles.ring} data-testid="story-ring" aria-hidden="true" style={{ left: box.left - RING_GAP, top: box.top - RING_GAP, width: box.width + 2 * RING_GAP, height: box.height + 2 * RING_GAP }} />;
}

export function StoryCard() {
  const { tours } = useExplorer();
  const { story } = useTours();
  const place = useView((state) => state.story);
  const card = useRef<HTMLDivElement>(null);
  const at = story !== null && place?.id === story.id ? Math.min(place.step, story.steps.length) : null;
  useEffect(() => {
    if (at !== null) card.current?.focus({ preventScroll: true });
  }, [at]);
  if (story === null || at === null) return null;
  const step = story.steps[at - 1]!;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 }[event.key];
    if (event.key === 'Escape') tours.leave();
    else if (to !== undefined && to >= 1) tours.go(to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {step.ring !== null && <Ring around={step.ring} />}
      <div ref={card} className={styles.card} role="dialog" aria-label={`${story.title}, step ${at} of ${story.steps.length}`} tabIndex={-1} data-testid="story" data-step={at} onKeyDown={onKeyDown}>
        <div className={styles.head}>
          <b>{story.title}</b>
          <span>
            {at} of {story.steps.length}
          </span>
          <Button kind="quiet" size="small" icon aria-label="Leave the tour" onClick={tours.leave}>
            <CloseIcon />
          </Button>
        </div>
        <p className={styles.say} aria-live="polite">
          {step.say}
        </p>
        <div className={styles.buttons}>
          <Button size="small" disabled={at === 1} onClick={() => tours.go(at - 1)}>
            Back
          </Button>
          <Button size="small" kind="primary" data-testid="story-next" onClick={() => tours.go(at + 1)}>
            {at === story.steps.length ? 'Done' : 'Next'}
          </Button>
          <Button size="small" kind="quiet" onClick={tours.leave}>
            Skip
          </Button>
        </div>
      </div>
    </>
  );
}
