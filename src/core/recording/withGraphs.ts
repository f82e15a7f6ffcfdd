/** The same recording with other graphs. */
import { metadataFault } from './metadataFault.ts';
import type { OpenRecording } from './readRecording.ts';
import { RecordingError } from './recordingError.ts';
import type { RecordingGraph } from './types.ts';

/** Throws RecordingError where the graphs do not fit the recording: `invalid`, or `too-large` for all of them together. */
export function withGraphs(file: string, recording: OpenRecording, graphs: readonly RecordingGraph[]): OpenRecording {
  const metadata = { ...recording.info.metadata, graphs };
  const fault = metadataFault(metadata);
  if (fault !== null) {
    throw new RecordingError({ ...fault, file, remedy: 'Draw the graph again on the words of this recording, or take one of your graphs away.' });
  }
  return { ...recording, info: { ...recording.info, metadata } };
}
