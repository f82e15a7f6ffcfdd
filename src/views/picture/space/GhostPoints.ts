import { Color, Group, InstancedMesh, Matrix4, MeshBasicMaterial, SphereGeometry } from 'three';
import { type NodePositions, createNodePositions, positionsAt, recordedPosition } from '../../../state/figures/projection.ts';
import { nodePaint } from '../projectionContent.ts';
import { SegmentBuffer } from './segmentBuffer.ts';
import { colourOf } from './spaceColour.ts';
import type { SpaceMoment } from './spaceMoment.ts';

const SIZE = 0.75;
const OPACITY = 0.4;
const LINK_FADE = 0.35;

/** The nodes where they stand at another recorded context, each with a thin line to where it stands now. */
export class GhostPoints {
  readonly object = new Group();
  readonly #spheres: InstancedMesh<SphereGeometry, MeshBasicMaterial>;
  readonly #links: SegmentBuffer;
  readonly #positions: NodePositions;
  readonly #matrix = new Matrix4();
  readonly #colour = new Color();

  constructor(nodes: number) {
    this.#spheres = new InstancedMesh(new SphereGeometry(1, 20, 12), new MeshBasicMaterial({ transparent: true, opacity: OPACITY }), nodes);
    this.#spheres.frustumCulled = false;
    this.#links = new SegmentBuffer(nodes, { width: 1.25, dashed: false });
    this.#positions = createNodePositions(nodes);
    this.object.add(this.#spheres, this.#links.object);
  }

  /** `frame` is the recorded context to hint at, or null for none. */
  update({ content, positions, radius, scale, frame: now }: SpaceMoment, frame: number | null): void {
    this.object.visible = frame !== null && (frame !== now.frame || now.between);
    if (frame === null || !this.object.visible) return;
    const { axes, flips, nodes } = content;
    positionsAt(content.result.analysis, recordedPosition(frame), axes, flips, this.#positions);
    const { xyz } = this.#positions;
    for (let i = 0; i < xyz.length; i++) xyz[i]! *= scale;
    const paper = colourOf(content.theme.paper);
    this.#links.begin();
    for (let i = 0; i < nodes; i++) {
      const at = i * 3;
      const x = xyz[at]!;
      const y = xyz[at + 1]!;
      const z = xyz[at + 2]!;
      const drawn = !Number.isNaN(x);
      const size = drawn ? radius * SIZE : 0;
      this.#spheres.setMatrixAt(i, this.#matrix.makeScale(size, size, size).setPosition(drawn ? x : 0, drawn ? y : 0, drawn ? z : 0));
      this.#colour.copy(colourOf(nodePaint(content, i, frame).fill));
      this.#spheres.setColorAt(i, this.#colour);
      if (!drawn || Number.isNaN(positions.xyz[at]!)) continue;
      this.#colour.lerp(paper, LINK_FADE);
      this.#links.add(x, y, z, positions.xyz[at]!, positions.xyz[at + 1]!, positions.xyz[at + 2]!, this.#colour);
    }
    this.#links.end();
    this.#spheres.instanceMatrix.needsUpdate = true;
    if (this.#spheres.instanceColor !== null) this.#spheres.instanceColor.needsUpdate = true;
  }

  dispose(): void {
    this.#links.dispose();
    this.#spheres.geometry.dispose();
    this.#spheres.material.dispose();
    this.#spheres.dispose();
  }
}
