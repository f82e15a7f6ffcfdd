/** A clock that moves only when told to. */
import type { Clock } from '../../src/state/base/clock.ts';

export interface FakeClock extends Clock {
  /** Moves on, calling timers that fall due in order, with one repaint at the end. */
  advance(milliseconds: number): void;
  /** Timers that still wait and callbacks of every repaint, together. */
  pending(): number;
}

export function createFakeClock(): FakeClock {
  let time = 0;
  let ids = 0;
  const frames = new Map<number, (time: number) => void>();
  const timers = new Map<number, { readonly due: number; readonly callback: () => void }>();
  return {
    now: () => time,
    everyFrame(callback) {
      const id = ++ids;
      frames.set(id, callback);
      return () => frames.delete(id);
    },
    after(delay, callback) {
      const id = ++ids;
      timers.set(id, { due: time + delay, callback });
      return () => timers.delete(id);
    },
    advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.due <= end).sort(([a, x], [b, y]) => x.due - y.due || a - b)[0];
        if (due === undefined) break;
        timers.delete(due[0]);
        time = Math.max(time, due[1].due);
        due[1].callback();
      }
      time = end;
      for (const callback of [...frames.values()]) callback(time);
    },
    pending: () => frames.size + timers.size,
  };
}
