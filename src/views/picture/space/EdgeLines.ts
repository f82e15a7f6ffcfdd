import { Color, ConeGeometry, Group, InstancedMesh, Matrix4, MeshBasicMaterial, Quaternion, Vector3 } from 'three';
import type { RecordingGraph } from '../../../core/recording/types.ts';
import { SegmentBuffer } from './segmentBuffer.ts';
import { colourOf } from './spaceColour.ts';
import type { SpaceMoment } from './spaceMoment.ts';

const FADE = 0.72;
const HEAD = { length: 0.06, radius: 0.02 } as const;
const UP = new Vector3(0, 1, 0);

/** The edges of one graph, from rim to rim: solid for the context graph, dashed for a reference graph, with heads where it is directed. */
export class EdgeLines {
  readonly object = new Group();
  readonly #lines: SegmentBuffer;
  readonly #heads: InstancedMesh<ConeGeometry, MeshBasicMaterial> | null;
  readonly #colour = new Color();
  readonly #matrix = new Matrix4();
  readonly #turn = new Quaternion();
  readonly #tip = new Vector3();
  readonly #along = new Vector3();
  readonly #start = new Vector3();
  readonly #unit = new Vector3(1, 1, 1);

  constructor(
    private readonly graph: RecordingGraph,
    private readonly reference: boolean,
  ) {
    this.#lines = new SegmentBuffer(graph.edges.length, { width: 2, dashed: reference });
    this.object.add(this.#lines.object);
    this.#heads = graph.directed ? new InstancedMesh(new ConeGeometry(HEAD.radius, HEAD.length, 12), new MeshBasicMaterial(), graph.edges.length) : null;
    if (this.#heads !== null) {
      this.#heads.frustumCulled = false;
      this.object.add(this.#heads);
    }
  }

  update({ content, positions, active, radius }: SpaceMoment): void {
    const { theme } = content;
    const { xyz } = positions;
    const paper = colourOf(theme.paper);
    const { edges } = this.graph;
    let heads = 0;
    this.#lines.begin();
    for (let e = 0; e < edges.length; e++) {
      const source = edges[e]![0];
      const target = edges[e]![1];
      const from = source * 3;
      const to = target * 3;
      if (source === target || Number.isNaN(xyz[from]!) || Number.isNaN(xyz[to]!)) continue;
      const touched = active.includes(source) || active.includes(target);
      this.#colour.copy(colourOf(this.reference ? theme.edgeReference : touched ? theme.inkSoft : theme.edge));
      if (active.length > 0 && !touched) this.#colour.lerp(paper, FADE);
      this.#along.set(xyz[to]! - xyz[from]!, xyz[to + 1]! - xyz[from + 1]!, xyz[to + 2]! - xyz[from + 2]!);
      const length = this.#along.length();
      this.#along.normalize();
      const headed = this.#heads !== null;
      const room = length - 2 * radius - (headed ? HEAD.length : 0);
      if (room <= 0) continue;
      this.#start.set(xyz[from]!, xyz[from + 1]!, xyz[from + 2]).addScaledVector(this.#along, radius);
      this.#tip.copy(this.#start).addScaledVector(this.#along, room);
      this.#lines.add(this.#start.x, this.#start.y, this.#start.z, this.#tip.x, this.#tip.y, this.#tip.z, this.#colour);
      if (this.#heads === null) continue;
      this.#tip.addScaledVector(this.#along, HEAD.length / 2);
      this.#turn.setFromUnitVectors(UP, this.#along);
      this.#heads.setMatrixAt(heads, this.#matrix.compose(this.#tip, this.#turn, this.#unit));
      this.#heads.setColorAt(heads, this.#colour);
      heads++;
    }
    this.#lines.end();
    if (this.#heads === null) return;
    this.#heads.count = heads;
    this.#heads.instanceMatrix.needsUpdate = true;
    if (this.#heads.instanceColor !== null) this.#heads.instanceColor.needsUpdate = true;
  }

  dispose(): void {
    this.#lines.dispose();
    this.#heads?.geometry.dispose();
    this.#heads?.material.dispose();
    this.#heads?.dispose();
  }
}
