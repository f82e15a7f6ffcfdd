/** One moment of the space as its layers draw it: positions in a cube of half side 1, the same scale on all three axes. */
import { type FramePosition, type NodePositions, createNodePositions, positionsAt, recordedPosition, sequenceExtent } from '../../../state/figures/projection.ts';
import { emphasise, type Emphasis } from '../emphasis.ts';
import type { ProjectionContent } from '../projectionContent.ts';

/** Smallest radius of a node on the screen. */
const LEAST_PIXELS = 4.5;

export class SpaceMoment {
  readonly positions: NodePositions;
  readonly extent: number;
  emphasis: readonly Emphasis[];
  active: readonly number[] = [];
  frame: FramePosition = recordedPosition(0);
  /** Radius of a node in the cube's units. */
  radius: number;
  readonly #leastRadius: number;

  constructor(readonly content: ProjectionContent) {
    this.positions = createNodePositions(content.nodes);
    this.extent = sequenceExtent(content.result.analysis, content.axes);
    this.emphasis = emphasise([], content.neighbours);
    this.#leastRadius = Math.min(0.05, Math.max(0.022, 0.16 / Math.sqrt(content.nodes)));
    this.radius = this.#leastRadius;
  }

  /** Sizes the nodes for the view: never smaller than a few pixels at the middle of the box. `pixel` is a pixel's size there. */
  fitNodes(pixel: number): void {
    this.radius = Math.max(this.#leastRadius, LEAST_PIXELS * pixel);
  }

  select(active: readonly number[]): void {
    this.active = active;
    this.emphasis = emphasise(active, this.content.neighbours);
  }

  /** Puts the nodes where they stand at `frame`; `positions.xyz` is then in cube units. */
  moveTo(frame: FramePosition): void {
    this.frame = frame;
    positionsAt(this.content.result.analysis, frame, this.content.axes, this.content.flips, this.positions);
    const { xyz } = this.positions;
    const scale = this.scale;
    for (let i = 0; i < xyz.length; i++) xyz[i]! *= scale;
  }

  /** Cube units per score unit. */
  get scale(): number {
    return this.extent > 0 ? 1 / this.extent : 1;
  }
}
