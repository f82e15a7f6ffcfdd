import type { A } from './circleA.ts';

export interface B {
  readonly a: A | null;
}
