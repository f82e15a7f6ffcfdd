/** The colour of a value between the ends of a scale; the low end's where the scale has no extent. */
import { tokenColour, type Scheme } from '../shared/nodeColour.ts';

export function heatColour(value: number, [low, high]: readonly [number, number], scheme: Scheme): string {
  return tokenColour(high > low ? (value - low) / (high - low) : 0, 1, scheme);
}
