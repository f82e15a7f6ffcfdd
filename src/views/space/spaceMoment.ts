/** One moment of the space as its layers draw it: positions in a cube of half side 1, the same scale on all three axes. */
import { createNodePositions, positionsAt, sequenceExtent, type FramePosition, type NodePositions } from '../../state/projection.ts';
import { emphasise, type Emphasis } from '../shared/emphasis.ts';
import type { ProjectionContent } from '../shared/projectionContent.ts';

export class SpaceMoment {
  readonly positions: NodePositions;
  readonly extent: number;
  emphasis: readonly Emphasis[];
  active: readonly number[] = [];
  frame: FramePosition = { frame: 0, fraction: 0, between: false, clamped: false };
  /** Radius of a node in the cube's units. */
  readonly radius: number;

  constructor(readonly content: ProjectionContent) {
    this.positions = createNodePositions(content.nodes);
    this.extent = sequenceExtent(content.result.analysis, content.axes);
    this.emphasis = emphasise([], content.neighbours);
    this.radius = Math.min(0.05, Math.max(0.022, 0.16 / Math.sqrt(content.nodes)));
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
