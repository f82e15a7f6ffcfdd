/** The explorer's own way from a layer's bytes to pictures: the one module of the bench that names its entry points. */
import { analyseLayer } from '../../src/core/analysis/analyseLayer.ts';
import type { LayerAnalysis } from '../../src/core/analysis/settings.ts';
import { kernelFrames } from '../../src/core/kernel/kernelFrames.ts';
import { kernelName } from '../../src/core/kernel/kernelInstance.ts';
import type { PrincipalComponents } from '../../src/core/linalg/principalComponents.ts';
import { runToEnd } from '../../src/core/linalg/steps.ts';
import { recordedFrames, type SegmentMeans } from '../../src/core/recording/windowMeans.ts';
import type { LayerShape } from './work.ts';

const WINDOW = { kind: 'all' } as const;

/** Every frame is one segment of one token a node, so that all contestants average alike: not at all. */
function segmentsOf({ frames }: LayerShape): number[] {
  return Array.from({ length: frames + 1 }, (_, s) => s);
}

function asFiled(bytes: Uint8Array<ArrayBuffer>, { frames, nodes, hiddenSize }: LayerShape): SegmentMeans {
  return { residual: { dtype: 'F16', bytes }, counts: new Int32Array(frames * nodes).fill(1), nodes, hiddenSize };
}

/** Which build of the kernel this machine's JavaScript runs; `plain` without one. */
export const explorerKernel = kernelName;

/** Every frame in its own PCA. */
export function explorerFrames(bytes: Uint8Array<ArrayBuffer>, shape: LayerShape): LayerAnalysis {
  const input = { ...asFiled(bytes, shape), segments: segmentsOf(shape), windows: 'fixed', graphs: [] } as const;
  const { components } = shape;
  return runToEnd(analyseLayer(input, { layer: 0, window: WINDOW, weighting: 'tokens', basis: { kind: 'raw' }, components, axes: [0, 1] }, kernelFrames));
}

/** The basis for all frames, without the frames' scores. */
export function explorerJoint(bytes: Uint8Array<ArrayBuffer>, shape: LayerShape): PrincipalComponents {
  const frames = recordedFrames(segmentsOf(shape), WINDOW, 'fixed');
  const source = kernelFrames(asFiled(bytes, shape), frames, 'tokens');
  try {
    return runToEnd(source.joint(shape.components));
  } finally {
    source.release();
  }
}
