/** The last resort: a defect in drawing leaves a message and a way on, never a blank page. */
import { Component, type ReactNode } from 'react';
import { Button, ButtonRow } from '../views/ui/Button.tsx';
import * as styles from './app.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className={styles.crash} role="alert">
        <h1>Contextscope stopped</h1>
        <p>Something in the page itself failed; your recording is not affected.</p>
        <pre>{error.message}</pre>
        <ButtonRow>
          <Button kind="primary" onClick={() => this.setState({ error: null })}>
            Try again
          </Button>
          <Button
            onClick={() => {
              location.hash = '';
              location.reload();
            }}
          >
            Start over with the default view
          </Button>
        </ButtonRow>
      </main>
    );
  }
}
