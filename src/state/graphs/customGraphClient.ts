/**
 * A worker client that gives every recording the reader's graphs for its words, when it opens and whenever the reader's
 * graphs change. Whoever opens through it finds them in `info.metadata.graphs`, after the file's own.
 */
import type { RecordingInfo } from '../../core/recording/types.ts';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import { failureOf, type Failure } from '../../worker/failure.ts';
import type { RecordingHandle } from '../../worker/protocol.ts';
import { customGraphsFor } from './customGraphs.ts';
import type { ViewStore } from '../view/viewStore.ts';

export interface CustomGraphClientOptions {
  readonly client: AnalysisClient;
  readonly view: Pick<ViewStore, 'getState' | 'subscribe'>;
  /** A recording that stays open has other graphs now: all that was computed from it is out of date. */
  readonly onChange: (handle: RecordingHandle, info: RecordingInfo) => void;
  readonly onFailure: (failure: Failure) => void;
}

interface Held {
  /** As the file has it. */
  readonly file: RecordingInfo;
  /** With the graphs that the worker has last taken. */
  info: RecordingInfo;
  /** The reader's graphs it has or is being given. */
  given: string;
}

export interface CustomGraphClient extends AnalysisClient {
  /** Stops following the view. */
  readonly stop: () => void;
}

export function createCustomGraphClient({ client, view, onChange, onFailure }: CustomGraphClientOptions): CustomGraphClient {
  const held = new Map<RecordingHandle, Held>();

  /** True once the worker has taken the present graphs; false when it had them, refused, or newer ones are on their way. */
  async function give(handle: RecordingHandle, of: Held): Promise<boolean> {
    const { metadata } = of.file;
    const graphs = customGraphsFor(metadata, view.getState().customGraphs);
    const given = JSON.stringify(graphs);
    if (given === of.given) return false;
    of.given = given;
    try {
      const all = await client.setGraphs(handle, graphs);
      if (of.given !== given || !held.has(handle)) return false;
      of.info = { ...of.file, metadata: { ...metadata, graphs: all } };
      return true;
    } catch (error) {
      onFailure(failureOf(error, null));
      return false;
    }
  }

  const stop = view.subscribe((state, before) => {
    if (state.customGraphs === before.customGraphs) return;
    for (const [handle, of] of held) {
      void give(handle, of).then((taken) => {
        if (taken) onChange(handle, of.info);
      });
    }
  });

  return {
    ...client,
    async open(source, options) {
      const opened = await client.open(source, options);
      const of: Held = { file: opened.info, info: opened.info, given: '[]' };
      held.set(opened.handle, of);
      await give(opened.handle, of);
      return { ...opened, info: of.info };
    },
    close(handle) {
      held.delete(handle);
      client.close(handle);
    },
    stop,
  };
}
