/** Where a lazy part is drawn: a quiet stand-in until its code is here, and a message with another try where it does not come. */
import { Component, type ComponentType, type ReactNode, Suspense, useState } from 'react';
import { Button, ButtonRow } from './Button.tsx';
import { classNames } from './classNames.ts';
import { CodeNotLoaded, type LazyPart } from './lazyPart.ts';
import * as styles from './lazyPlace.module.css';

export interface LazyPlaceProps<Props> {
  readonly part: LazyPart<Props>;
  /** Properties of the part. */
  readonly given: Props;
  /** What the part is, as the subject of a sentence: "The export". */
  readonly name: string;
  /** Shown while the code is on its way; nothing by default. */
  readonly waiting?: ReactNode;
  /** Lets the reader do without the part: it lies over the page, and so does the message. In the part's own place without it. */
  readonly onGiveUp?: () => void;
}

export function LazyPlace<Props extends object>({ part, given, name, waiting = null, onGiveUp }: LazyPlaceProps<Props>) {
  return (
    <LoadBoundary name={name} onFailure={part.renew} {...(onGiveUp !== undefined && { onGiveUp })}>
      <Suspense fallback={waiting}>
        <Drawn part={part} given={given} />
      </Suspense>
    </LoadBoundary>
  );
}

function Drawn<Props extends object>({ part, given }: Pick<LazyPlaceProps<Props>, 'part' | 'given'>) {
  const [Part] = useState<ComponentType<Props>>(part.component);
  return <Part {...given} />;
}

interface LoadBoundaryProps {
  readonly name: string;
  readonly onFailure: () => void;
  readonly onGiveUp?: () => void;
  readonly children: ReactNode;
}

interface LoadBoundaryState {
  readonly error: Error | null;
}

class LoadBoundary extends Component<LoadBoundaryProps, LoadBoundaryState> {
  override state: LoadBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): LoadBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch() {
    this.props.onFailure();
  }

  override render() {
    const { error } = this.state;
    const { name, onGiveUp, children } = this.props;
    if (error === null) return children;
    // A defect in the part itself is not mended by fetching it again.
    if (!(error instanceof CodeNotLoaded)) throw error;
    return (
      <div className={classNames(styles.failure, onGiveUp !== undefined && styles.over)} role="alert" data-testid="lazy-failure">
        <p>{name} could not be loaded. Check the connection, then try again.</p>
        <ButtonRow>
          <Button size="small" onClick={() => this.setState({ error: null })}>
            Try again
          </Button>
          {onGiveUp !== undefined && (
            <Button kind="quiet" size="small" onClick={onGiveUp}>
              Close
            </Button>
          )}
        </ButtonRow>
      </div>
    );
  }
}

/** A dialog whose code comes when it first opens; from then on it stays, with what it remembers. */
interface LazyDialogProps<Props> {
  readonly part: LazyPart<Props>;
  readonly given: Props;
  /** As for LazyPlace. */
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function LazyDialog<Props extends object>({ part, given, name, open, onClose }: LazyDialogProps<Props>) {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  const giveUp = () => {
    setWanted(false);
    onClose();
  };
  return wanted ? <LazyPlace part={part} given={given} name={name} onGiveUp={giveUp} /> : null;
}
