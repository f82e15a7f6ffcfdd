/** Items that come first axis fastest, in row-major order. `items.length` is the product of `shape`. */
export function rowMajorOrder<T>(items: readonly T[], shape: readonly number[]): T[] {
  const ordered = new Array<T>(items.length);
  const place = rowMajorPlaces(shape);
  for (const item of items) ordered[place()] = item;
  return ordered;
}

/** Row-major places, one a call, of items that come first axis fastest. */
export function rowMajorPlaces(shape: readonly number[]): () => number {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const index = new Array<number>(shape.length).fill(0);
  let next = 0;
  return () => {
    const place = next;
    for (let axis = 0; axis < shape.length; axis++) {
      next += strides[axis]!;
      index[axis]! += 1;
      if (index[axis]! < shape[axis]!) break;
      next -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
    return place;
  };
}
