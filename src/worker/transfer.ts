/** Which buffers of a result may be handed over to the page. */

/**
 * Every distinct buffer of a result's own arrays, at any depth of plain objects and lists. Results are made anew for each
 * request, so none of them is kept here.
 */
export function arrayBuffersOf(result: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!ArrayBuffer.isView(value)) Object.values(value).forEach(visit);
    else if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  };
  visit(result);
  return [...buffers];
}
