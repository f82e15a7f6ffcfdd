import { useState } from 'react';
import { useView } from '../../state/binding.tsx';

/** The recorded frame, held while it is played: for words that nobody reads while they change, and that cost much to write. */
export function useRestingFrame(frame: number): number {
  const playing = useView((state) => state.playing);
  const [resting, setResting] = useState(frame);
  if (!playing && resting !== frame) setResting(frame);
  return playing ? resting : frame;
}
