import { describe, expect, it } from 'vitest';
import { rovingTarget } from '../../../src/views/ui/Segmented.tsx';

describe('keys in a row of choices', () => {
  const enabled = [true, false, true, true];

  it('step over what is disabled, and go round at the ends', () => {
    expect(rovingTarget('ArrowRight', 0, enabled)).toBe(2);
    expect(rovingTarget('ArrowLeft', 2, enabled)).toBe(0);
    expect(rovingTarget('ArrowDown', 3, enabled)).toBe(0);
    expect(rovingTarget('ArrowUp', 0, enabled)).toBe(3);
  });

  it('go to the first and last that can be chosen', () => {
    expect(rovingTarget('Home', 3, [false, true, true, false])).toBe(1);
    expect(rovingTarget('End', 1, [false, true, true, false])).toBe(2);
  });

  it('lead nowhere for other keys, or where nothing can be chosen', () => {
    expect(rovingTarget('Enter', 0, enabled)).toBeNull();
    expect(rovingTarget('ArrowRight', 0, [false, false])).toBeNull();
  });
});
