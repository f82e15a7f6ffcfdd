import { describe, expect, it } from 'vitest';
import { nextSpeed, SPEEDS } from '../../../src/views/controls/playbackSpeed.ts';

describe('playback speed', () => {
  it('moves through the offered speeds and stays at the ends', () => {
    expect(nextSpeed(4, 1)).toBe(8);
    expect(nextSpeed(4, -1)).toBe(2);
    expect(nextSpeed(SPEEDS.at(-1)!, 1)).toBe(SPEEDS.at(-1));
    expect(nextSpeed(SPEEDS[0]!, -1)).toBe(SPEEDS[0]);
  });

  it('leaves a speed that is not offered for its neighbour', () => {
    expect(nextSpeed(5, 1)).toBe(8);
    expect(nextSpeed(5, -1)).toBe(4);
    expect(nextSpeed(60, 1)).toBe(SPEEDS.at(-1));
  });
});
