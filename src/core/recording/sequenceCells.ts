/** Sequences kept apart: the cells (sequence, segment, node) that hold tokens, as docs/format.md lists them. */

export interface SequenceCells {
  /** [C, 3] row-major: sequence, segment and node of every cell with at least one token, ascending in this order. */
  readonly cells: Int32Array;
  /** [C] tokens in the cell. */
  readonly counts: Int32Array;
}

/**
 * The cells follow from the tokens alone.
 *
 * @param tokens [R, T] row-major node indices in [0, nodes)
 * @param length T
 * @param segments S + 1 strictly increasing boundaries from 0 to T
 */
export function sequenceCells(tokens: Int32Array, length: number, segments: readonly number[], nodes: number): SequenceCells {
  let count = 0;
  eachCell(tokens, length, segments, nodes, () => count++);
  const cells = new Int32Array(3 * count);
  const counts = new Int32Array(count);
  let row = 0;
  eachCell(tokens, length, segments, nodes, (sequence, segment, node, tokenCount) => {
    cells.set([sequence, segment, node], 3 * row);
    counts[row++] = tokenCount;
  });
  return { cells, counts };
}

/**
 * The first row in which stored cells differ from those of the tokens, with what the tokens have there (null: nothing), or null.
 * Holds no second list of them.
 *
 * @param stored [C, 3]
 */
export function differingCell(
  stored: Int32Array,
  tokens: Int32Array,
  length: number,
  segments: readonly number[],
  nodes: number,
): { readonly row: number; readonly expected: readonly [sequence: number, segment: number, node: number] | null } | null {
  let row = 0;
  let found: { readonly row: number; readonly expected: readonly [number, number, number] } | null = null;
  eachCell(tokens, length, segments, nodes, (sequence, segment, node) => {
    const at = 3 * row;
    if (found === null && (stored[at] !== sequence || stored[at + 1] !== segment || stored[at + 2] !== node)) found = { row, expected: [sequence, segment, node] };
    row++;
  });
  return found ?? (3 * row < stored.length ? { row, expected: null } : null);
}

function eachCell(
  tokens: Int32Array,
  length: number,
  segments: readonly number[],
  nodes: number,
  visit: (sequence: number, segment: number, node: number, count: number) => void,
): void {
  const held = new Int32Array(nodes);
  for (let start = 0, sequence = 0; start < tokens.length; start += length, sequence++) {
    for (let segment = 0; segment + 1 < segments.length; segment++) {
      const found: number[] = [];
      for (let t = segments[segment]!; t < segments[segment + 1]!; t++) {
        const node = tokens[start + t]!;
        if (held[node] === 0) found.push(node);
        held[node] = held[node]! + 1;
      }
      for (const node of found.sort((a, b) => a - b)) {
        visit(sequence, segment, node, held[node]!);
        held[node] = 0;
      }
    }
  }
}
