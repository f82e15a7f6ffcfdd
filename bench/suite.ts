import type { Peer } from './peers/peer.ts';
import type { Budget } from './interleaved.ts';
import type { ChromiumPeer } from './peers/chromiumPeer.ts';
import type { PythonPeer } from './peers/pythonPeer.ts';
import type { Row } from './report/row.ts';

/** What suites share: peers that are started when a suite first asks for them, and the reader's patience. */
export interface BenchContext {
  /** Fewer sizes, fewer repeats. */
  readonly quick: boolean;
  readonly budget: Budget;
  /** Whether a row of this name is wanted; suites leave out the work for those that are not. */
  readonly wants: (row: string) => boolean;
  /** One line for whoever waits. */
  readonly progress: (text: string) => void;
  readonly python: () => Promise<PythonPeer>;
  readonly node: () => Peer;
  readonly chromium: () => Promise<ChromiumPeer>;
  /** A file in the run's own folder, made by the first who asks for it; gone when the run ends. */
  readonly file: (name: string, make: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => Promise<string>;
}

export interface Suite {
  /** First part of its rows' names. */
  readonly name: string;
  readonly run: (context: BenchContext) => Promise<Row[]>;
}
