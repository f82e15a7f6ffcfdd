import { Color } from 'three';
import { ACTIVE, PLAIN, type Emphasis } from '../shared/emphasis.ts';
import { nodePaint } from '../shared/projectionContent.ts';
import { recordedPath, trailOpacity, trailStretches } from '../shared/trail.ts';
import { SegmentBuffer } from './segmentBuffer.ts';
import type { SpaceMoment } from './spaceMoment.ts';

/** Stronger than in the plane, for the fog and the distance take some of it. The past of a word pointed at stays whole. */
function spaceOpacity(strength: number, emphasis: Emphasis): number {
  return emphasis === ACTIVE ? trailOpacity(strength, emphasis) : strength ** 0.35 * trailOpacity(1, emphasis);
}

/** The ghost trail in space: fainter, towards the background, the further back it lies. */
export class TrailLines {
  readonly #lines: SegmentBuffer;
  readonly #path: Float64Array;
  readonly #colour = new Color();
  readonly #paper = new Color();

  constructor({ content }: SpaceMoment) {
    const { analysis } = content.result;
    this.#path = recordedPath(analysis, content.axes, content.flips);
    this.#lines = new SegmentBuffer(analysis.frames.length * content.nodes, { width: 2.5, dashed: false });
  }

  get object() {
    return this.#lines.object;
  }

  update({ content, positions, emphasis, frame, scale }: SpaceMoment): void {
    const { nodes } = content;
    const path = this.#path;
    const stretches = trailStretches(frame.frame);
    this.#paper.set(content.theme.paper);
    this.#lines.begin();
    for (let node = 0; node < nodes; node++) {
      const paint = nodePaint(content, node, frame.frame).fill;
      const add = (x1: number, y1: number, z1: number, x2: number, y2: number, z2: number) => {
        if (!Number.isNaN(x1) && !Number.isNaN(x2)) this.#lines.add(x1, y1, z1, x2, y2, z2, this.#colour);
      };
      stretches.forEach(({ from, to, strength }, i) => {
        this.#colour.set(paint).lerp(this.#paper, 1 - spaceOpacity(strength, emphasis[node] ?? PLAIN));
        for (let f = from; f < to; f++) {
          const a = (f * nodes + node) * 3;
          const b = a + nodes * 3;
          add(path[a]! * scale, path[a + 1]! * scale, path[a + 2]! * scale, path[b]! * scale, path[b + 1]! * scale, path[b + 2]! * scale);
        }
        if (i > 0) return;
        const a = (to * nodes + node) * 3;
        const { xyz } = positions;
        add(path[a]! * scale, path[a + 1]! * scale, path[a + 2]! * scale, xyz[node * 3]!, xyz[node * 3 + 1]!, xyz[node * 3 + 2]!);
      });
    }
    this.#lines.end();
  }

  dispose(): void {
    this.#lines.dispose();
  }
}
