import { CircleGeometry, Color, Group, InstancedMesh, Matrix4, MeshBasicMaterial, MeshLambertMaterial, SphereGeometry } from 'three';
import { ACTIVE, FADED } from '../emphasis.ts';
import { nodePaint } from '../projectionContent.ts';
import { FLOOR } from './SpaceBox.ts';
import { colourOf } from './spaceColour.ts';
import type { SpaceMoment } from './spaceMoment.ts';

const ACTIVE_GROWTH = 1.35;
const FADE = 0.74;
const BETWEEN_OPACITY = 0.78;
const SHADOW_FADE = 0.86;

/** Facets of a sphere around and from pole to pole: many nodes are small, and their triangles would be smaller than pixels. */
function sphereFacets(nodes: number): readonly [around: number, down: number] {
  if (nodes <= 36) return [28, 18];
  return nodes <= 100 ? [20, 13] : [14, 9];
}

/** The nodes as spheres, each with a small mark on the floor under it, which tells its depth. */
export class NodeSpheres {
  readonly object = new Group();
  readonly #spheres: InstancedMesh<SphereGeometry, MeshLambertMaterial>;
  readonly #shadows: InstancedMesh<CircleGeometry, MeshBasicMaterial>;
  readonly #matrix = new Matrix4();
  readonly #colour = new Color();

  constructor(nodes: number) {
    const [across, down] = sphereFacets(nodes);
    this.#spheres = new InstancedMesh(new SphereGeometry(1, across, down), new MeshLambertMaterial(), nodes);
    const disc = new CircleGeometry(1, 20).rotateX(-Math.PI / 2);
    this.#shadows = new InstancedMesh(disc, new MeshBasicMaterial({ side: 2 }), nodes);
    for (const mesh of [this.#spheres, this.#shadows]) {
      mesh.frustumCulled = false;
      this.object.add(mesh);
    }
  }

  update({ content, positions, emphasis, frame, radius }: SpaceMoment): void {
    const { xyz, presence } = positions;
    const paper = colourOf(content.theme.paper);
    const { material } = this.#spheres;
    if (material.transparent !== frame.between) {
      material.transparent = frame.between;
      material.opacity = frame.between ? BETWEEN_OPACITY : 1;
      material.needsUpdate = true;
    }
    for (let i = 0; i < content.nodes; i++) {
      const drawn = !Number.isNaN(xyz[i * 3]!);
      const x = drawn ? xyz[i * 3]! : 0;
      const y = drawn ? xyz[i * 3 + 1]! : 0;
      const z = drawn ? xyz[i * 3 + 2]! : 0;
      const size = drawn ? radius * presence[i]! * (emphasis[i] === ACTIVE ? ACTIVE_GROWTH : 1) : 0;
      this.#spheres.setMatrixAt(i, this.#matrix.makeScale(size, size, size).setPosition(x, y, z));
      this.#shadows.setMatrixAt(i, this.#matrix.makeScale(size * 0.7, 1, size * 0.7).setPosition(x, FLOOR + 0.002, z));
      this.#colour.copy(colourOf(nodePaint(content, i, frame.frame).fill));
      if (emphasis[i] === FADED) this.#colour.lerp(paper, FADE);
      this.#spheres.setColorAt(i, this.#colour);
      this.#shadows.setColorAt(i, this.#colour.lerp(paper, SHADOW_FADE - 0.36));
    }
    for (const mesh of [this.#spheres, this.#shadows]) {
      mesh.instanceMatrix.needsUpdate = true;
      if (mesh.instanceColor !== null) mesh.instanceColor.needsUpdate = true;
    }
  }

  dispose(): void {
    for (const mesh of [this.#spheres, this.#shadows]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
      mesh.dispose();
    }
  }
}
