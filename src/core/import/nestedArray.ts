import { shortened } from '../recording/recordingError.ts';
import type { ArrayEntry } from './arrayFile.ts';
import { DTYPE_WIDTH, elementCount } from './arrayLayout.ts';
import type { Fail } from './importError.ts';
import { MAX_DIMENSIONS, MAX_VALUES } from './limits.ts';

export interface JsonArray extends ArrayEntry {
  /** Row-major; booleans are 0 and 1, null is NaN. */
  readonly values: Float64Array | readonly string[];
}

/** A rectangular array out of nested lists, or out of one number, boolean, null or string. */
export function nestedArray(name: string, value: unknown, fail: Fail): JsonArray {
  const shape = shapeOf(name, value, fail);
  const count = elementCount(shape, DTYPE_WIDTH.f64);
  if (count === null || count > MAX_VALUES) throw fail('too-large', name, `Array ${shortened(name)} has the shape ${shortened(shape)}; at most ${MAX_VALUES} values are read.`, 'Save the arrays with numpy.savez.');
  const filler = new Filler(name, shape, count, fail);
  filler.take(value, 0);
  return { name, shape, ...filler.result() };
}

/** Lengths along the first element of each level: what the others must match. */
function shapeOf(name: string, value: unknown, fail: Fail): number[] {
  const shape: number[] = [];
  for (let level = value; Array.isArray(level); level = level[0]) {
    shape.push(level.length);
    if (shape.length > MAX_DIMENSIONS) throw fail('too-large', name, `Array ${shortened(name)} has more than ${MAX_DIMENSIONS} axes.`, 'Reshape the array.');
  }
  return shape;
}

type Kind = 'number' | 'boolean' | 'string';

class Filler {
  private readonly name: string;
  private readonly shape: readonly number[];
  private readonly fail: Fail;
  private readonly numbers: Float64Array;
  private readonly texts: string[] = [];
  private filled = 0;
  private kind: Kind | null = null;
  private anyNull = false;

  constructor(name: string, shape: readonly number[], count: number, fail: Fail) {
    this.name = name;
    this.shape = shape;
    this.fail = fail;
    this.numbers = new Float64Array(count);
  }

  /** At most MAX_DIMENSIONS levels deep. */
  take(value: unknown, axis: number): void {
    if (axis === this.shape.length) return this.put(value);
    if (!Array.isArray(value)) throw this.refuse(`has ${shortened(value)} where a list of ${this.shape[axis]} is expected`);
    if (value.length !== this.shape[axis]) throw this.refuse(`is not rectangular: lists of ${this.shape[axis]} and of ${value.length} stand side by side`);
    for (const item of value) this.take(item, axis + 1);
  }

  result(): Pick<JsonArray, 'dtype' | 'values'> {
    if (this.kind === 'string') return { dtype: 'text', values: this.texts };
    return { dtype: this.kind === 'boolean' && !this.anyNull ? 'bool' : 'f64', values: this.numbers };
  }

  private put(value: unknown): void {
    if (value === null) {
      this.anyNull = true;
      this.numbers[this.filled] = NaN;
    } else {
      const kind = typeof value;
      if (kind !== 'number' && kind !== 'boolean' && kind !== 'string') {
        throw this.refuse(Array.isArray(value) ? 'is not rectangular: a list stands where a value does elsewhere' : 'holds objects; an array holds numbers, booleans or text');
      }
      if (this.kind !== null && this.kind !== kind) throw this.refuse(`mixes ${this.kind}s with ${kind}s`);
      this.kind = kind;
      if (kind === 'string') this.texts.push(value as string);
      // JSON.parse reads 1e999 as infinity.
      else if (Math.abs(Number(value)) === Infinity) throw this.refuse('holds a number beyond double precision');
      else this.numbers[this.filled] = Number(value);
    }
    this.filled++;
    if (this.kind === 'string' && this.anyNull) throw this.refuse('mixes text with null');
  }

  private refuse(what: string): Error {
    return this.fail('invalid', this.name, `Array ${shortened(this.name)} ${what}.`, 'Correct the array, or save it with numpy.savez.');
  }
}
