/** Everything the 3D view draws for one content: objects in one group, brought to each moment, thrown away together. */
import { AmbientLight, DirectionalLight, Group, type Vector3 } from 'three';
import type { FramePosition } from '../../../state/figures/projection.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import { EdgeLines } from './EdgeLines.ts';
import { GhostPoints } from './GhostPoints.ts';
import { NodeSpheres } from './NodeSpheres.ts';
import { SpaceBox } from './SpaceBox.ts';
import { TrailLines } from './TrailLines.ts';
import { SpaceMoment } from './spaceMoment.ts';

export class SpaceDrawing {
  readonly group = new Group();
  readonly moment: SpaceMoment;
  readonly #box: SpaceBox;
  readonly #spheres: NodeSpheres;
  readonly #edges: readonly EdgeLines[];
  readonly #trail: TrailLines | null;
  readonly #ghosts: GhostPoints;

  constructor(content: ProjectionContent) {
    this.moment = new SpaceMoment(content);
    this.#box = new SpaceBox(content.theme);
    this.#spheres = new NodeSpheres(content.nodes);
    this.#edges = content.graphs.map((graph) => new EdgeLines(graph, graph !== content.context));
    this.#trail = content.showTrail ? new TrailLines(this.moment) : null;
    this.#ghosts = new GhostPoints(content.nodes);
    const light = new DirectionalLight('#ffffff', 1.5);
    light.position.set(0.6, 1.4, 1);
    this.group.add(new AmbientLight('#ffffff', 2), light, this.#box.object, this.#spheres.object, this.#ghosts.object);
    for (const edges of this.#edges) this.group.add(edges.object);
    if (this.#trail !== null) this.group.add(this.#trail.object);
  }

  /** Places of the axis titles, as the camera sees the box. */
  get titles(): readonly Vector3[] {
    return this.#box.titles;
  }

  /** `ghost` is the recorded frame to hint at beside the shown one, or null. */
  moveTo(frame: FramePosition, ghost: number | null, camera: Vector3): void {
    this.#box.face(camera);
    this.moment.moveTo(frame);
    this.#spheres.update(this.moment);
    for (const edges of this.#edges) edges.update(this.moment);
    this.#trail?.update(this.moment);
    this.#ghosts.update(this.moment, ghost);
  }

  dispose(): void {
    this.#box.dispose();
    this.#spheres.dispose();
    for (const edges of this.#edges) edges.dispose();
    this.#trail?.dispose();
    this.#ghosts.dispose();
  }
}
