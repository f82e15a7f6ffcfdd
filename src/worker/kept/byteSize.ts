/** Bytes of a structured-cloneable value of plain objects, lists and arrays of numbers, near enough to keep a budget. */
export function byteSize(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce<number>((sum, part) => sum + byteSize(part), 16);
}
