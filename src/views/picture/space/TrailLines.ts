import { Color } from 'three';
import { ACTIVE, PLAIN, type Emphasis } from '../emphasis.ts';
import { nodePaint } from '../projectionContent.ts';
import { recordedPath, trailOpacity, trailStretches, type TrailStretch } from '../trail.ts';
import { SegmentBuffer } from './segmentBuffer.ts';
import { colourOf } from './spaceColour.ts';
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
  #stretches: readonly TrailStretch[] = [];
  #frame = NaN;

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
    const { xyz } = positions;
    if (frame.frame !== this.#frame) this.#stretches = trailStretches((this.#frame = frame.frame));
    const paper = colourOf(content.theme.paper);
    this.#lines.begin();
    for (let node = 0; node < nodes; node++) {
      const paint = colourOf(nodePaint(content, node, frame.frame).fill);
      for (let i = 0; i < this.#stretches.length; i++) {
        const { from, to, strength } = this.#stretches[i]!;
        this.#colour.copy(paint).lerp(paper, 1 - spaceOpacity(strength, emphasis[node] ?? PLAIN));
        for (let f = from; f < to; f++) this.#add((f * nodes + node) * 3, this.#path, ((f + 1) * nodes + node) * 3, scale, scale);
        if (i === 0) this.#add((to * nodes + node) * 3, xyz, node * 3, scale, 1);
      }
    }
    this.#lines.end();
  }

  /** From a recorded point to a point of `ends`, unless one of them is missing. */
  #add(from: number, ends: Float64Array, to: number, scale: number, endScale: number): void {
    const path = this.#path;
    if (Number.isNaN(path[from]!) || Number.isNaN(ends[to]!)) return;
    this.#lines.add(
      path[from]! * scale, path[from + 1]! * scale, path[from + 2]! * scale,
      ends[to]! * endScale, ends[to + 1]! * endScale, ends[to + 2]! * endScale,
      this.#colour,
    );
  }

  dispose(): void {
    this.#lines.dispose();
  }
}
