/** Thick line segments whose ends and colours change every frame without a new buffer. */
import { InstancedInterleavedBuffer, InterleavedBufferAttribute, DynamicDrawUsage, type Color } from 'three';
import { LineMaterial } from 'three/examples/jsm/lines/LineMaterial.js';
import { LineSegments2 } from 'three/examples/jsm/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/examples/jsm/lines/LineSegmentsGeometry.js';

export interface SegmentStyle {
  /** Pixels. */
  readonly width: number;
  readonly dashed: boolean;
}

export class SegmentBuffer {
  readonly object: LineSegments2;
  #count = 0;
  readonly #ends: InstancedInterleavedBuffer;
  readonly #colours: InstancedInterleavedBuffer;
  readonly #distances: InstancedInterleavedBuffer;
  readonly #geometry = new LineSegmentsGeometry();
  readonly #material: LineMaterial;

  constructor(
    private readonly capacity: number,
    style: SegmentStyle,
  ) {
    const room = Math.max(1, capacity);
    this.#ends = new InstancedInterleavedBuffer(new Float32Array(room * 6), 6, 1).setUsage(DynamicDrawUsage);
    this.#colours = new InstancedInterleavedBuffer(new Float32Array(room * 6), 6, 1).setUsage(DynamicDrawUsage);
    this.#distances = new InstancedInterleavedBuffer(new Float32Array(room * 2), 2, 1).setUsage(DynamicDrawUsage);
    const set = (name: string, buffer: InstancedInterleavedBuffer, size: number) => {
      this.#geometry.setAttribute(`${name}Start`, new InterleavedBufferAttribute(buffer, size, 0));
      this.#geometry.setAttribute(`${name}End`, new InterleavedBufferAttribute(buffer, size, size));
    };
    set('instance', this.#ends, 3);
    set('instanceColor', this.#colours, 3);
    set('instanceDistance', this.#distances, 1);
    this.#material = new LineMaterial({ linewidth: style.width, vertexColors: true, fog: true, dashed: style.dashed, dashSize: 0.035, gapSize: 0.028 });
    this.object = new LineSegments2(this.#geometry, this.#material);
    this.object.frustumCulled = false;
  }

  begin(): void {
    this.#count = 0;
  }

  /** Adds a segment; beyond the capacity it throws, for the caller has sized the buffer wrongly. */
  add(x1: number, y1: number, z1: number, x2: number, y2: number, z2: number, from: Readonly<Color>, to: Readonly<Color> = from): void {
    if (this.#count >= this.capacity) throw new RangeError(`segment ${this.#count} of a buffer of ${this.capacity}`);
    const i = this.#count++;
    const at = i * 6;
    const ends = this.#ends.array;
    ends[at] = x1;
    ends[at + 1] = y1;
    ends[at + 2] = z1;
    ends[at + 3] = x2;
    ends[at + 4] = y2;
    ends[at + 5] = z2;
    const colours = this.#colours.array;
    colours[at] = from.r;
    colours[at + 1] = from.g;
    colours[at + 2] = from.b;
    colours[at + 3] = to.r;
    colours[at + 4] = to.g;
    colours[at + 5] = to.b;
    this.#distances.array[i * 2 + 1] = Math.hypot(x2 - x1, y2 - y1, z2 - z1);
  }

  end(): void {
    this.#geometry.instanceCount = this.#count;
    this.object.visible = this.#count > 0;
    for (const buffer of [this.#ends, this.#colours, this.#distances]) buffer.needsUpdate = true;
  }

  dispose(): void {
    this.#geometry.dispose();
    this.#material.dispose();
  }
}
