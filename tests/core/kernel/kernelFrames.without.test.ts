/** Machines and pages that can run no kernel. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { driftingRing, jointSettings } from '../helpers/driftingRing.ts';

const ways: Record<string, unknown> = {
  'no WebAssembly': undefined,
  'no SIMD': { ...WebAssembly, validate: () => false },
  'a policy against it': {
    validate: () => true,
    Module: class {
      constructor() {
        throw new WebAssembly.CompileError('refused by the policy of the page');
      }
    },
  },
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe.each(Object.keys(ways))('with %s', (way) => {
  it('the plain path does the work', async () => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', ways[way]);
    const { kernelFrames } = await import('../../../src/core/kernel/kernelFrames.ts');
    const { kernelName } = await import('../../../src/core/kernel/kernelInstance.ts');
    expect(kernelName()).toBe('plain');
    const input = driftingRing();
    expect(runToEnd(analyseLayer(input, jointSettings, kernelFrames))).toEqual(runToEnd(analyseLayer(input, jointSettings)));
  });
});

describe('with all of them', () => {
  it('it is the kernel that answers', async () => {
    const { kernelFrames } = await import('../../../src/core/kernel/kernelFrames.ts');
    const { kernelName } = await import('../../../src/core/kernel/kernelInstance.ts');
    expect(kernelName()).toMatch(/SIMD$/);
    const input = driftingRing();
    expect(runToEnd(analyseLayer(input, jointSettings, kernelFrames))).not.toEqual(runToEnd(analyseLayer(input, jointSettings)));
  });
});
