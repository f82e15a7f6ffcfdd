/** Fetches what the reader is likely to open next, one part after the other, once the first picture is there and the page is idle. */
import { useEffect } from 'react';
import { firstPicture } from '../views/picture/livePictures.ts';
import { savesData } from '../worker/pool/placement.ts';
import { likelyParts } from './dialogParts.ts';

/** Milliseconds after which a busy page fetches the next part all the same. */
const PATIENCE_MS = 5000;

export function usePreloadedParts(): void {
  useEffect(() => {
    if (savesData()) return;
    const parts = [...likelyParts];
    let stopped = false;
    const next = () => {
      if (stopped) return;
      parts.shift()?.preload();
      if (parts.length > 0) whenIdle(next);
    };
    void firstPicture.then(() => whenIdle(next));
    return () => {
      stopped = true;
    };
  }, []);
}

function whenIdle(work: () => void): void {
  // Not every browser has it.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: PATIENCE_MS });
  else setTimeout(work, PATIENCE_MS);
}
