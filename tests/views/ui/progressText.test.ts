import { describe, expect, it } from 'vitest';
import { progressShare, progressText } from '../../../src/views/ui/progressText.ts';

describe('progress of a panel', () => {
  it('says how much has been read, of how much where that is known', () => {
    expect(progressText({ what: 'reading', done: 500_000, total: 2_000_000 })).toBe('Reading 500 kB of 2 MB');
    expect(progressText({ what: 'reading', done: 500_000, total: null })).toBe('Reading, 500 kB');
  });

  it('has a share only when the total is known, and never more than all', () => {
    expect(progressShare({ what: 'analysing', done: 3, total: 4 })).toBe(0.75);
    expect(progressShare({ what: 'reading', done: 9, total: 4 })).toBe(1);
    expect(progressShare({ what: 'reading', done: 9, total: null })).toBeNull();
    expect(progressShare({ what: 'reading', done: 0, total: 0 })).toBeNull();
    expect(progressShare(null)).toBeNull();
  });
});
