import { describe, expect, it } from 'vitest';
import { byteSize } from '../../../src/worker/kept/byteSize.ts';

describe('the size of a result', () => {
  it('is that of its arrays, and a little for the rest', () => {
    const size = byteSize({ scores: new Float32Array(1000), tables: [new Float64Array(500), null], title: 'ring' });
    expect(size).toBeGreaterThanOrEqual(8000);
    expect(size).toBeLessThan(8200);
  });
});
