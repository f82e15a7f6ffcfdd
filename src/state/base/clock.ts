/** The passing of time, as the state sees it; a test brings its own. Times in milliseconds. */
export interface Clock {
  now(): number;
  /** Calls before every repaint from the next on; returns its cancellation. */
  everyFrame(callback: (time: number) => void): () => void;
  /** Calls once after a delay; returns its cancellation. */
  after(delay: number, callback: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  everyFrame(callback) {
    let id = 0;
    const tick = (time: number) => {
      id = requestAnimationFrame(tick);
      callback(time);
    };
    id = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(id);
  },
  after(delay, callback) {
    const id = setTimeout(callback, delay);
    return () => clearTimeout(id);
  },
};
