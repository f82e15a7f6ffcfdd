/** The passing of time, as the state sees it; a test brings its own. Times in milliseconds. */
export interface Clock {
  now(): number;
  /** Calls once before the next repaint; returns its cancellation. */
  onFrame(callback: (time: number) => void): () => void;
  /** Calls once after a delay; returns its cancellation. */
  after(delay: number, callback: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  onFrame(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  after(delay, callback) {
    const id = setTimeout(callback, delay);
    return () => clearTimeout(id);
  },
};
