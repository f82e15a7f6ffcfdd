import { describe, expect, it } from 'vitest';
import { layerBytes } from '../../bench/arrays/layerBytes.ts';
import { mustAgree } from '../../bench/frames/agreement.ts';
import { LayerWork } from '../../bench/frames/layerWork.ts';
import { frameComponents, type Answer, type LayerShape } from '../../bench/frames/work.ts';

const shape: LayerShape = { frames: 5, nodes: 7, hiddenSize: 48, components: 10 };
const answer = (eigenvalues: number[], spread: number[], done = 1): Answer => ({ ms: 1, done, eigenvalues, spread });

describe('agreement', () => {
  const right = answer([4, 2, 3, 1], [1, 1, 1, 1], 2);

  it('is asked of every figure of every frame', () => {
    expect(() => mustAgree('a', answer([4.0001, 2, 3, 1], [1, 1, 1, 1], 2), right)).not.toThrow();
    expect(() => mustAgree('a', answer([4, 2, 3, 1.1], [1, 1, 1, 1], 2), right)).toThrow('a: eigenvalues of frame 1 differ');
    expect(() => mustAgree('a', answer([4, 2, 3, 1], [1, 0.9, 1, 1], 2), right)).toThrow('spread of frame 0 differ');
    expect(() => mustAgree('a', answer([4, NaN, 3, 1], [1, 1, 1, 1], 2), right)).toThrow('eigenvalues of frame 0 differ');
  });

  it('is asked of the frames that both have done, with as many figures each', () => {
    expect(() => mustAgree('a', answer([4, 2], [1, 1]), right)).not.toThrow();
    expect(() => mustAgree('a', answer([4], [1]), right)).toThrow('1 eigenvalues a frame here, 2 there');
  });
});

describe('the works on a layer', () => {
  const layer = new LayerWork(layerBytes(shape), shape);

  it('make the explorer and ml-pca agree on every frame', () => {
    const [ours, library] = [layer.run('frames'), layer.run('library')];
    expect(ours.done).toBe(shape.frames);
    expect(ours.eigenvalues).toHaveLength(shape.frames * frameComponents(shape));
    expect(() => mustAgree('frames', ours, library)).not.toThrow();
  });

  it('give as many leading variances of the joint basis as were asked for, largest first', () => {
    const { eigenvalues } = layer.run('joint');
    expect(eigenvalues).toHaveLength(shape.components);
    expect(eigenvalues).toEqual([...eigenvalues].sort((a, b) => b - a));
  });

  it('refuse what only numpy does', () => {
    expect(() => layer.run('singular')).toThrow('singular is no work of this peer');
  });
});

it('the arrays are the same in every run, and another frame is another arrangement', () => {
  const bytes = layerBytes(shape);
  expect(layerBytes(shape)).toEqual(bytes);
  const frame = bytes.length / shape.frames;
  expect(bytes.slice(0, frame)).not.toEqual(bytes.slice(frame, 2 * frame));
});
