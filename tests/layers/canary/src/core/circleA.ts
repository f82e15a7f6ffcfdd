import type { B } from './circleB.ts';

export interface A {
  readonly b: B | null;
}
