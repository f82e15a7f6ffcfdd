import type { CentredRows } from '../linalg/centreRows.ts';
import { emptyBasis, type PrincipalComponents } from '../linalg/principalComponents.ts';
import type { Rows } from '../linalg/rowProducts.ts';
import { stackedPca } from '../linalg/stackedPca.ts';

export interface PlainFrames {
  /** F. */
  readonly count: number;
  /** n, the most rows of any frame. */
  readonly nodes: number;
  /** Length of a row. */
  readonly hiddenSize: number;
  /** Fresh rows of one frame. */
  readonly centred: (frame: number) => CentredRows;
}

/** FrameSource.joint in plain TypeScript. Yields once a frame, and between blocks of the PCA. */
export function* plainJoint({ count: F, nodes, hiddenSize, centred }: PlainFrames, components: number): Generator<void, PrincipalComponents> {
  const groups: Rows[] = [];
  const most = F * nodes;
  // Where they will be stacked anyway, a large layer must not be held twice.
  const stacked = most <= hiddenSize ? new Float64Array(most * hiddenSize) : null;
  let count = 0;
  for (let f = 0; f < F; f++) {
    const rows = centred(f);
    if (rows.count >= 2) {
      if (stacked === null) groups.push(rows);
      else stacked.set(rows.values, count * hiddenSize);
      count += rows.count;
    }
    yield;
  }
  if (count === 0) return emptyBasis();
  if (stacked !== null) groups.push({ values: stacked.subarray(0, count * hiddenSize), count, length: hiddenSize });
  return yield* stackedPca(groups, hiddenSize, components);
}
