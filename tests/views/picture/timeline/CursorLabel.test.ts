import { describe, expect, it } from 'vitest';
import { framePosition } from '../../../../src/state/figures/projection.ts';
import { betweenLabel, placeLabel, positionContext } from '../../../../src/views/picture/timeline/CursorLabel.tsx';
import { CONTEXT_WORDS } from '../../../../src/views/picture/timeline/trackAxis.ts';
import { syntheticResult } from '../../helpers/syntheticResult.ts';

const { analysis } = syntheticResult({ kind: 'ring', n: 8 });
const contexts = analysis.frames.map(({ context }) => context);

describe('the label of the cursor', () => {
  it('says between which recorded contexts a tweened one lies', () => {
    const [from, to] = contexts as [number, number];
    const middle = (from + to) / 2;
    const position = framePosition(analysis, middle);
    expect(betweenLabel(analysis, position)).toBe(`between ${from} and ${to}`);
    expect(positionContext(analysis, position)).toBeCloseTo(middle);
  });

  it('says nothing of the kind at a recorded context', () => {
    for (const context of contexts) {
      const position = framePosition(analysis, context);
      expect(betweenLabel(analysis, position)).toBeNull();
      expect(positionContext(analysis, position)).toBe(context);
    }
  });

  it('counts whole tokens', () => {
    expect(placeLabel({ words: CONTEXT_WORDS }, 211.6)).toBe('context 212 tokens');
    expect(placeLabel({ words: CONTEXT_WORDS }, 1)).toBe('context 1 token');
  });
});
